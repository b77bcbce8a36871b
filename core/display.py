"""How dates, telephone numbers, money and names are written for the reader."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_HIDDEN = "••••"


class DateParts(NamedTuple):
    """A date of which the day, or the month and day, may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0


def date_parts(value: object) -> DateParts | None:
    """Parts of a date, a moment, or a text ``YYYY[-MM[-DD]]``; None for anything else."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    match = _PARTIAL.match(str(value or ""))
    return DateParts(*(int(part or 0) for part in match.groups())) if match else None


def _written(value: object, month: str) -> str:
    parts = date_parts(value)
    if parts is None:
        return "" if value is None else str(value)
    if not parts.month:
        return str(parts.year)
    date = dt.date(parts.year, parts.month, parts.day or 1)
    return dateformat.format(date, f"j {month} Y" if parts.day else f"{month} Y")


def long_date(value: object) -> str:
    """``31 Mei 2023``, ``Mei 2023`` or ``2023``."""
    return _written(value, "F")


def short_date(value: object) -> str:
    """``12 Sep 2022``, ``Sep 2022`` or ``2022``, for narrow columns."""
    return _written(value, "M")


def moment(value: dt.datetime | None) -> str:
    """``31 Mei 2023, 09.14`` in local time."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return dateformat.format(local, "j F Y, H.i")


def ago(value: dt.datetime, now: dt.datetime | None = None) -> str:
    """``3 hari lalu``, ``5 menit lalu``; after a month the date itself."""
    seconds = ((now or timezone.now()) - value).total_seconds()
    if seconds < 60:
        return _("just now")
    minutes, hours, days = (int(seconds // unit) for unit in (60, 3600, 86400))
    if minutes < 60:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if hours < 24:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    if days <= 30:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return long_date(value)


def period(start: object, end: object) -> str:
    """The years from start to end: ``2011–2018``, ``2019–`` where no end is known."""
    first, last = date_parts(start), date_parts(end)
    if first and last and first.year == last.year:
        return str(first.year)
    years = f"{first.year if first else ''}–{last.year if last else ''}"
    return "" if years == "–" else years


def months_since(value: object, today: dt.date | None = None) -> int | None:
    """Whole months from the date to today; None where there is no date, < 0 in the future."""
    parts, today = date_parts(value), today or timezone.localdate()
    if parts is None:
        return None
    months = (today.year - parts.year) * 12
    if parts.month:
        months += today.month - parts.month - (today.day < parts.day)
    return months


def since(value: object, today: dt.date | None = None) -> str:
    """``8 tahun lalu``, ``5 bulan lalu``; as exact as the date is known, empty without one."""
    months, parts = months_since(value, today), date_parts(value)
    if months is None or parts is None:
        return ""
    if months < 0:
        return long_date(value)
    if months >= 12:
        years = months // 12
        return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}
    if not parts.month:
        return _("this year")
    if not months:
        return _("this month")
    return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}


def returned_since(value: object, today: dt.date | None = None) -> str:
    """``pulang 8 tahun lalu``; empty without a date."""
    ago = since(value, today)
    return _("returned %(ago)s") % {"ago": ago} if ago else ""


def age(value: object, today: dt.date | None = None) -> str:
    """``33 tahun``; ``sekitar 33 tahun`` where the birthday is not known in full."""
    months, parts = months_since(value, today), date_parts(value)
    if months is None or parts is None or months < 0:
        return ""
    years = months // 12
    words = ngettext("%(n)d year old", "%(n)d years old", years) % {"n": years}
    return words if parts.day else _("about %(age)s") % {"age": words}


def _phone_groups(number: str) -> list[str]:
    """Parts of an E.164 number as read aloud; Indonesian ones start with 0."""
    if number.startswith("+62"):
        local = "0" + number[3:]
        return [local[:4], local[4:-4], local[-4:]] if len(local) > 9 else [local[:4], local[4:]]
    prefix = 3 if number[1:3] in {"60", "61", "63", "65", "66", "81", "82", "84", "86"} else 4
    prefix = 2 if number.startswith(("+1", "+7")) else prefix
    return [number[:prefix], number[prefix:-4], number[-4:]]


def phone(number: str | None) -> str:
    """``+6281233452211`` as ``0812-3345-2211``; ``+886912345678`` as ``+886 91234 5678``.

    An office's number is kept, and shown, as it was typed.
    """
    if not number or not number.startswith("+"):
        return number or ""
    groups = [group for group in _phone_groups(number) if group]
    return ("-" if number.startswith("+62") else " ").join(groups)


def phone_masked(number: str | None) -> str:
    """``0812-••••-2211``: enough to recognise a number that one knows, too little to call."""
    if not number:
        return ""
    groups = _phone_groups(number)
    return ("-" if number.startswith("+62") else " ").join([groups[0], _HIDDEN, groups[-1]])


def tel_link(number: str | None) -> str:
    return "tel:" + re.sub(r"[^+0-9]", "", number) if number else ""


def whatsapp_link(number: str | None) -> str:
    return f"https://wa.me/{number.lstrip('+')}" if number else ""


def rupiah(amount: int | Decimal | None) -> str:
    """``Rp18.500.000``; sen are shown only where there are any."""
    if amount is None:
        return ""
    whole, cents = divmod(round(abs(Decimal(amount)) * 100), 100)
    figures = f"{whole:,}".replace(",", ".") + (f",{cents:02d}" if cents else "")
    return f"{'-' if amount < 0 else ''}Rp{figures}"


def initials(name: str | None) -> str:
    """First letters of the first and last word: ``Ni Wayan Astuti`` is ``NA``."""
    words = [word for word in (name or "").split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
    return "".join(letters).upper()


def greeting(now: dt.datetime | None = None) -> str:
    """The greeting of the hour as it is said in the office: siang from 11, sore from 15."""
    hour = (now or timezone.localtime()).hour
    if 3 <= hour < 11:
        return _("Good morning")
    if 11 <= hour < 15:
        return _("Good day")
    if 15 <= hour < 18:
        return _("Good afternoon")
    return _("Good evening")
