"""What a certificate says, in Indonesian: frozen when it is issued, and drawn from then on.

Nobody's NIK, birth or telephone: name and group tell her from others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from lokal import terbilang

from core import display
from institutions.models import Institution
from members.listing import place
from training.models import Certificate, Participant, Training

Row = dict[str, Any]

# What may turn out to be wrong on a certificate, so that it is issued anew.
CORRECTABLE = {
    "name": _("name"),
    "title": _("name of the training"),
    "topic": _("topic"),
    "days": _("days"),
    "place": _("place"),
    "hours": _("hours"),
    "attended": _("hours attended"),
    "organisers": _("organisers"),
}
PARTICIPANT = ("person__group__village", "village")
TRAINING = ("office__logo", "topic")


def training_words(training: Training) -> Row:
    """What all certificates of a training say."""
    with override("id"):
        organisers = training.organisers.filter(ended=False).select_related("institution")
        names = [organiser.institution.name for organiser in organisers]
        return {
            "title": training.title,
            "topic": training.topic.name,
            "days": days_of(training),
            "days_count": (training.ends_on - training.starts_on).days + 1,
            "place": training.place,
            "organisers": listed(names or [training.office.name]),
        }


def office_words(office: Institution, *, day: dt.date, signed_at: str) -> Row:
    """Who issues it and who signs, as they are on this day."""
    with override("id"):
        return {
            "office": office.name,
            "letterhead": [line.strip() for line in office.letterhead.splitlines() if line.strip()],
            "sign": office.logo.sha256 if office.logo else "",
            "signed_at": signed_at,
            "date": day.isoformat(),
            "day": display.long_date(day),
            "signer": {
                "name": office.head_name,
                "position": office.head_title or f"Kepala {office.name}",
                "nip": office.head_nip,
            },
        }


def participant_words(participant: Participant) -> Row:
    """What one certificate says of its holder, who was read ``with_attendance``."""
    held, attended = participant.hours_held, participant.hours_attended  # type: ignore[attr-defined]
    return {
        "name": printed_name(participant),
        "origin": origin_of(participant),
        "hours": hours_in_words(held),
        "attended": hours_in_words(attended),
    }


def printed_name(participant: Participant) -> str:
    """As on the KTP; of who is not registered as it was typed."""
    return participant.person.name if participant.person else participant.name


def origin_of(participant: Participant) -> str:
    """The group and where it is; of who has none, the village."""
    person = participant.person
    if person and person.group:
        return f"{person.group.name}, {place(person.group.village.path)}"
    return place(participant.village.path) if participant.village else ""


def differing(certificate: Certificate, now: Row) -> list[tuple[str, str, str]]:
    """What the register says otherwise now: key, as printed, as recorded."""
    said = certificate.content
    return [
        (key, said[key], now[key]) for key in CORRECTABLE if said.get(key, now[key]) != now[key]
    ]


def days_of(training: Training) -> str:
    """``20 sampai dengan 23 Februari 2023``; month and year twice only where they differ."""
    first, last = training.starts_on, training.ends_on
    written = display.long_date(last)
    if first == last:
        return written
    begins = display.long_date(first)
    if first.year == last.year:
        begins = begins.removesuffix(f" {first.year}")
        if first.month == last.month:
            begins = str(first.day)
    return f"{begins} sampai dengan {written}"


def hours_figure(hours: Decimal) -> str:
    """``32`` or ``7,5``."""
    return f"{hours.normalize():f}".replace(".", ",")


def hours_in_words(hours: Decimal) -> str:
    """``32 (tiga puluh dua)``, or ``7,5``."""
    written = hours_figure(hours)
    return written if "," in written else f"{written} ({terbilang(int(hours))})"


def listed(names: Iterable[str]) -> str:
    """``A, B, dan C``."""
    *others, last = names
    if len(others) < 2:
        return " dan ".join([*others, last])
    return f"{', '.join(others)}, dan {last}"
