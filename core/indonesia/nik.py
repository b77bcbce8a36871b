"""NIK: sixteen digits that say where someone was first registered, when born, and the sex.

6 digits region of first registration, DDMMYY of birth with 40 added to a woman's day, 4 digits
serial. The number never changes, neither on moving nor after a corrected birth date: what
differs from today's data is therefore a warning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lokal import PROVINCES, parse_nik

from core.partial_dates import PartialDate, from_date, today

LENGTH = 16
Sex = Literal["F", "M", ""]

_NOISE = re.compile(r"[\s.\-–'’‘`\u200b-\u200f\ufeff]+")
_SCIENTIFIC = re.compile(r"\d+(,\d+)?E\+?\d+", re.IGNORECASE)
_SEX: dict[str | None, Sex] = {"P": "F", "L": "M"}


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK as read: its sixteen digits ("" where there are not sixteen) and what they say.

    An error forbids it; a warning asks to compare. Both are whole sentences in the language
    in use. ``region_code`` is the kecamatan of first registration, "18.01.10".
    """

    digits: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    birth_date: dt.date | None = None
    sex: Sex = ""
    region_code: str = ""

    @property
    def is_valid(self) -> bool:
        return not self.errors


def clean_nik(text: str) -> str:
    """Without the spaces, dashes, dots and apostrophes that people and spreadsheets add."""
    return _NOISE.sub("", text)


def check_nik(
    text: str,
    *,
    birth_date: PartialDate | dt.date | None = None,
    sex: str = "",
    region: str = "",
    knows_region: Callable[[str], bool] | None = None,
) -> Nik:
    """Read a NIK and compare it with what is known of the person.

    ``region`` is a Kemendagri code of any level to compare with; ``knows_region`` answers
    whether a kecamatan's code is in today's list (without it only the province is checked).
    """
    digits = clean_nik(text)
    if wrong := _wrong_form(digits):
        return Nik(errors=(wrong,))
    known = from_date(birth_date) if isinstance(birth_date, dt.date) else birth_date
    now = today()
    info = parse_nik(digits, reference_date=now)
    born = _birth_date(info.birth_date, known, now)
    code, told_sex = info.district_code or "", _SEX.get(info.gender, "")
    warnings = (
        _region_warning(code, region, knows_region),
        _birth_warning(born, known),
        _sex_warning(told_sex, sex),
    )
    errors = _errors(digits, [issue.code for issue in info.errors])
    return Nik(digits, tuple(errors), tuple(filter(None, warnings)), born, told_sex, code)


def nik_as_number() -> str:
    """The sentence for a NIK that a spreadsheet keeps as a number: its last digit is lost."""
    return _(
        "The spreadsheet holds this NIK as a number, so its last digit is lost."
        " Format the column as text and type the NIK again from the KTP."
    )


def _wrong_form(digits: str) -> str:
    if _SCIENTIFIC.fullmatch(digits):
        return nik_as_number()
    if not (digits.isascii() and digits.isdigit()):
        return _("A NIK holds digits only. Copy the 16 digits from the KTP.")
    if len(digits) != LENGTH:
        return ngettext(
            "This NIK has %(count)d digit instead of 16. Copy it from the KTP again.",
            "This NIK has %(count)d digits instead of 16. Copy it from the KTP again.",
            len(digits),
        ) % {"count": len(digits)}
    return ""


def _errors(digits: str, found: list[str]) -> list[str]:
    if len(set(digits)) == 1:
        return [_("A NIK never repeats one digit 16 times. Copy it from the KTP.")]
    if digits.startswith("0"):
        return [
            _(
                "A number that begins with 0 is a provisional one of the village's software."
                " Write the NIK from the KTP."
            )
        ]
    errors = []
    if "birth_date" in found:
        errors.append(_("Digits 7 to 12 of the NIK are no birth date. Compare them with the KTP."))
    if digits.endswith("0000"):
        errors.append(_("A NIK never ends with 0000. Copy the last four digits from the KTP."))
    return errors


def _birth_date(iso: str | None, known: PartialDate | None, now: dt.date) -> dt.date | None:
    """The date of birth; the NIK tells no century, so the known year or the past decides."""
    if iso is None:
        return None
    born = dt.date.fromisoformat(iso)
    is_known = known is not None and (known.year - born.year) % 100 == 0
    year = known.year if known is not None and is_known else born.year
    if not is_known and born > now:
        year -= 100
    try:
        return born.replace(year=year)
    except ValueError:  # 29 February of a year that only the other century's leap year has
        return born


def _region_warning(code: str, region: str, knows_region: Callable[[str], bool] | None) -> str:
    if code[:2] not in PROVINCES or (knows_region and not knows_region(code)):
        sentence = _(
            "The NIK's region code %(code)s is not in today's list. Compare it with the KTP."
        )
    elif code[: len(region)] != region[: len(code)]:
        sentence = _(
            "The NIK was first registered in another region (%(code)s). Compare the address."
        )
    else:
        return ""
    return sentence % {"code": code}


def _birth_warning(born: dt.date | None, known: PartialDate | None) -> str:
    if not born or not known or known.first_day <= born <= known.last_day:
        return ""
    sentence = _("The NIK says born on %(date)s. Compare the birth date with the KTP.")
    return sentence % {"date": from_date(born).display()}


def _sex_warning(found: Sex, sex: str) -> str:
    if not found or not sex or found == sex:
        return ""
    if found == "F":
        return _("The NIK is a woman's number. Compare the sex with the KTP.")
    return _("The NIK is a man's number. Compare the sex with the KTP.")
