"""Telephone numbers: Indonesian ones as people write them, foreign ones in full; kept as E.164."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lokal import parse_phone as parse_indonesian

from core.text import name_key

# Calling codes of the countries where migrants work, with the number of digits that follow.
_LENGTHS = {
    "60": range(8, 11),
    "65": range(8, 9),
    "81": range(9, 11),
    "82": range(8, 11),
    "852": range(8, 9),
    "853": range(8, 9),
    "886": range(8, 10),
    "965": range(8, 9),
    "966": range(8, 10),
    "968": range(8, 9),
    "971": range(8, 10),
    "973": range(8, 9),
    "974": range(8, 9),
    "673": range(7, 8),
}
_NO_ANSWER = frozenset(["0", "nihil", "kosong", "none", "na", "belumada"])
_NO_PHONE = frozenset(
    ["tidakada", "tdkada", "tidakpunya", "tdkpunya", "tidakadahp", "tidakpunyahp"]
)
_NOISE = re.compile(r"[\s().\-–'’‘`\u200b-\u200f\u202a-\u202e\ufeff]+")
_SEVERAL = re.compile(r"\d{6}([/,;&]|atau|dan|or)\+?\d{6}", re.IGNORECASE)


def parse_phone(value: object) -> str:
    """A number in E.164 ("+6281234567890"), or "" for "-", "tidak ada" and nothing.

    Takes "0812-3456-7890", "+62 812…", "62812…", "812…" (a spreadsheet drops the 0) and
    foreign numbers that begin with + or 00. Raises ValidationError with a sentence.
    """
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value or "")
    if not any(map(str.isalnum, text)) or name_key(text) in _NO_ANSWER | _NO_PHONE:
        return ""
    number = _NOISE.sub("", text)
    if _SEVERAL.search(number):
        raise ValidationError(_("Write one telephone number only."), code="several")
    if number.startswith("00"):
        number = f"+{number[2:]}"
    is_foreign = number.startswith("+") and not number.startswith("+62")
    return _foreign(number) if is_foreign else _indonesian(number)


def _indonesian(number: str) -> str:
    found = parse_indonesian(number)
    if found.e164:
        return found.e164
    if any(issue.code == "length" for issue in found.errors):
        message = _("This number is too short or too long. Compare it digit by digit.")
        raise ValidationError(message, code="length")
    raise ValidationError(_how_to_write(), code="format")


def _foreign(number: str) -> str:
    digits = number[1:]
    if not (digits.isascii() and digits.isdigit()) or digits.startswith("0"):
        raise ValidationError(_how_to_write(), code="format")
    # A 0 after the country's code is dialled within the country only.
    code = next((code for code in _LENGTHS if digits.startswith(code)), "")
    rest = digits[len(code) :].removeprefix("0") if code else digits
    if len(rest) not in (_LENGTHS[code] if code else range(8, 16)):
        message = _("This number is too short or too long. Compare it digit by digit.")
        raise ValidationError(message, code="length")
    return f"+{code}{rest}"


def _how_to_write() -> str:
    return _(
        "Write the number as 0812-3456-7890, or with + and the country code: +886 912 345 678."
    )
