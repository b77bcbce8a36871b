"""What has to be done before a certificate is issued, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from training.models import Certificate, Participant, Training

MOST_NAMED = 5


def blockers(training: Training, user: Any) -> list[str]:
    """Why nobody gets a certificate of this training, or not from this user."""
    office = training.office
    found = []
    if not training.certifies:
        found.append(_("This office does not certify this training. Register the certificates."))
    elif user.institution_id != office.pk:
        words = _("Only officers of %(office)s issue certificates of this training.")
        found.append(words % {"office": office.name})
    if training.state != Training.State.FINISHED:
        found.append(_("Certificates are issued once the training is finished."))
    if not office.head_name:
        words = _("%(office)s has no head on record. Ask the administrator to write it down.")
        found.append(words % {"office": office.name})
    return found


def has_attended_enough(participant: Participant, training: Training) -> bool:
    """Of who was read ``with_attendance``."""
    share = participant.attendance_share  # type: ignore[attr-defined]
    return share is not None and share >= training.min_attendance


def too_little(participants: Iterable[Participant], training: Training) -> str:
    """The sentence that names who did not attend enough; "" where all did."""
    names = [str(one) for one in participants if not has_attended_enough(one, training)]
    if not names:
        return ""
    words = _("Not at %(percent)d%% of the hours: %(names)s.")
    return words % {"percent": training.min_attendance, "names": _few(names)}


def holders(training: Training) -> Any:
    """Participants who have a certificate of this training that holds."""
    held = Certificate.objects.valid().filter(participant__training=training)
    return held.values("participant")


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return _("%(names)s and %(n)d more") % {"names": shown, "n": more} if more > 0 else shown
