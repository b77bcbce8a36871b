"""Undangan: whom to invite, and the words of an invitation by WhatsApp."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils import dateformat
from django.utils.translation import gettext as _

from core import display
from training.models import Participant, Session, Training
from training.training_page import days

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One invitation that is ready to be sent: a tap opens the chat with its text."""

    name: str
    text: str
    url: str


def phone_of(participant: Participant) -> str:
    """The number by which this user may invite; "" where there is none or it is withheld.

    The participant brings along ``sees_phone`` (``roster.with_sight``).
    """
    person = participant.person
    number = person.phone if person else participant.phone
    return number if participant.sees_phone else ""  # type: ignore[attr-defined]


def to_tick(participants: Iterable[Participant], ticked: Collection[str] | None) -> list[Row]:
    """Each with a box; before anything is sent, those are ticked who are not invited yet."""
    return [
        {
            "code": each.code,
            "number": each.number,
            "name": str(each),
            "invited": display.long_date(each.invited_on),
            "has_phone": bool(phone_of(each)),
            "is_ticked": not each.invited_on if ticked is None else each.code in ticked,
        }
        for each in participants
    ]


def messages(training: Training, participants: Iterable[Participant]) -> list[Message]:
    """A message for each, who all have a phone."""
    words = _("%(start)s at %(place)s. Please let us know if you cannot come. Thank you.") % {
        "start": beginning(training),
        "place": place_words(training),
    }
    return [_message(training, each, words) for each in participants]


def _message(training: Training, participant: Participant, words: str) -> Message:
    text = _("Dear %(name)s, %(office)s kindly invites you to the training “%(title)s”, %(when)s")
    text %= {
        "name": participant,
        "office": training.office,
        "title": training.title,
        "when": words,
    }
    url = f"{display.whatsapp_link(phone_of(participant))}?text={quote(text)}"
    return Message(str(participant), text, url)


def beginning(training: Training) -> str:
    """``20 Februari 2023 – 23 Februari 2023, pukul 08.00 WIB``; the hour of the first session."""
    sessions = training.sessions.held().filter(begins_at__isnull=False)
    first = sessions.first()
    if first is None:
        return days(training)
    return _("%(days)s, %(hour)s WIB") % {"days": days(training), "hour": hour(first)}


def hour(session: Session) -> str:
    return dateformat.time_format(session.begins_at, "H.i") if session.begins_at else ""


def place_words(training: Training) -> str:
    """``Balai Desa, Bumi Daya``: the place, and its village where it is known."""
    village = training.village.name if training.village else ""
    is_said = village.casefold() in training.place.casefold()
    return training.place if is_said else f"{training.place}, {village}"
