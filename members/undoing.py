"""What of groups and people returns when an act is taken back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.undo.rules import Stays, Undo, add_undo, never_undone
from members.models import (
    Consent,
    Decree,
    Group,
    GroupClass,
    Membership,
    NotSamePerson,
    Occupation,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)

add_undo(
    Undo(Group),
    Undo(Person),
    # Who keeps a person's file follows from her membership: without it she would be nowhere.
    Undo(Membership, clings="person_id"),
    Undo(OfficeTerm),
    Undo(Occupation, act="members.change_occupation"),
    Undo(Placement),
    Undo(Relative),
    Undo(Consent),
    Undo(NotSamePerson),
    Undo(GroupClass),
    Undo(TransferRequest),
    Undo(
        Decree,
        stays=Stays(
            _("A decree with its number stays on record. Correct it on the group's page."),
            if_new=True,
        ),
    ),
)

# What a register begins with is no act of its users.
never_undone(
    dict.fromkeys(
        ("seed_demo", "fill"), _("Sample data are not taken back. Begin with an empty place.")
    )
)
