"""How the changes to groups and people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import display, indonesia
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import (
    Consent,
    Decree,
    Group,
    GroupClass,
    Membership,
    OfficeTerm,
    Person,
    Placement,
    Relative,
)

CONTACT, SENSITIVE = "members.view_contact", "members.view_sensitive"
ON_FILE, THERE = _("on file"), _("there is one")


def _placement(row: Snapshot, name_of: NameOf) -> str:
    years = display.period(row["departed"], row["returned"])
    return f"{indonesia.country_name(row['country'])} {years}".rstrip()


def _office(row: Snapshot, name_of: NameOf) -> str:
    return str(OfficeTerm.Office(row["office"]).label)


def _office_of(row: Snapshot, name_of: NameOf) -> str:
    return f"{name_of(row, 'membership')} ({_office(row, name_of)})"


def _relative(row: Snapshot, name_of: NameOf) -> str:
    return f"{row['name']} ({Relative.Relation(row['relation']).label})"


tell(
    Told(
        Person,
        hidden=frozenset(["area", "nik_cipher"]),
        masked={"phone": display.phone_masked},
        labels={"nik_hash": _("NIK")},
        present={"nik_hash": ON_FILE, "photo": THERE},
        withheld=dict.fromkeys(
            ["phone", "birth_date", "birth_place", "hamlet", "rt", "rw"], CONTACT
        ),
    )
)
tell(
    Told(
        Placement,
        label=_placement,
        hidden=frozenset(["sensitive_by", "occupation_ref"]),
        words={"country": indonesia.country_name},
        withheld=dict.fromkeys(Placement.SENSITIVE, SENSITIVE),
        writer="sensitive_by_id",
    )
)
tell(
    Told(
        Membership,
        label=lambda row, name_of: name_of(row, "person"),
        name="person__name",
        hidden=frozenset(["note_by"]),
        withheld={"leave_note": SENSITIVE},
        writer="note_by_id",
    )
)
tell(Told(OfficeTerm, label=_office_of, hidden=frozenset(["group"])))
# A relative's number is nobody's to read back: she may not even have agreed to be called.
tell(Told(Relative, label=_relative, present={"phone": THERE}))
tell(
    Told(
        Consent,
        label=lambda row, name_of: str(Consent.Purpose(row["purpose"]).label),
        hidden=frozenset(["purpose"]),
    )
)
tell(
    Told(
        Group,
        masked={"phone": display.phone_masked},
        present={"photo": THERE},
        withheld={"phone": CONTACT, "address": CONTACT},
    )
)
tell(Told(Decree, label=lambda row, name_of: row["number"], name="number", present={"scan": THERE}))
tell(Told(GroupClass, label=lambda row, name_of: str(row["year"]), name="year"))

add_history(
    HistorySource(Person, Person),
    HistorySource(Person, Placement, "person_id"),
    HistorySource(Person, Membership, "person_id", lambda row, name_of: name_of(row, "group")),
    HistorySource(Person, OfficeTerm, "membership__person_id", _office),
    HistorySource(Person, Relative, "person_id"),
    HistorySource(Person, Consent, "person_id"),
    HistorySource(Group, Group),
    HistorySource(Group, Decree, "group_id"),
    HistorySource(Group, GroupClass, "group_id"),
    HistorySource(Group, Membership, "group_id"),
    HistorySource(Group, OfficeTerm, "group_id"),
)

name_acts(
    {
        "members.add_person": _("registered her"),
        "members.record_consent": _("recorded what she agrees to"),
        "members.import_people": _("imported from a list"),
        "members.join_group": _("recorded that she joined"),
        "members.leave_group": _("recorded that she left"),
        "members.move_person": _("moved her to another group"),
        "members.change_office": _("changed the office"),
        "members.merge_people": _("merged two records into one"),
        "members.answer_transfer": _("answered a request to move"),
        "members.add_group": _("recorded the group"),
        "members.dissolve_group": _("dissolved the group"),
        "members.bulk_edit": _("changed it together with others"),
    }
)
