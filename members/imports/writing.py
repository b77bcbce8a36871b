"""Writes the planned rows of a list, table by table and never row by row."""

from __future__ import annotations

from typing import Any

from core import crypto
from core.bulk import insert_rows, update_rows
from core.codes import new_code
from core.text import name_key
from members.imports.plans import Plan
from members.models import Group, Membership, Occupation, OfficeTerm, Person, Placement
from members.models.people import NIK_PURPOSE


def write(group: Group, plans: list[Plan]) -> None:
    """All of the plans. The caller holds the transaction and the history context."""
    people = write_people(group, plans)
    write_memberships(group, plans, people)
    write_offices(group, plans, people)
    write_stays(plans, people)


def write_people(group: Group, plans: list[Plan]) -> list[int]:
    """Insert and update people; return each plan's person."""
    new = {new_code(): plan for plan in plans if plan.known is None}
    rows = [{"code": code, "group_id": group.pk, **fields_of(new[code])} for code in new]
    ids = dict(insert_rows(Person, rows, returning="code"))
    changed = {plan.known.id: fields_of(plan) for plan in plans if plan.known}
    update_rows(Person, changed)
    inserted = iter(ids[code] for code in new)
    return [plan.known.id if plan.known else next(inserted) for plan in plans]


def fields_of(plan: Plan) -> dict[str, Any]:
    fields = dict(plan.person)
    if plan.nik:
        fields["nik_hash"] = plan.match.nik_hash
        fields["nik_cipher"] = crypto.encrypt(plan.nik, NIK_PURPOSE)
    if fields.get("phone"):
        fields["has_no_phone"] = False
    return fields


def write_memberships(group: Group, plans: list[Plan], people: list[int]) -> None:
    rows, changed = [], {}
    for plan, person_id in zip(plans, people, strict=True):
        if not plan.membership:
            continue
        if plan.known and plan.known.membership:
            changed[plan.known.membership["id"]] = plan.membership
        else:
            rows.append({"person_id": person_id, "group_id": group.pk, **plan.membership})
    insert_rows(Membership, rows)
    update_rows(Membership, changed)


def write_offices(group: Group, plans: list[Plan], people: list[int]) -> None:
    """At most one of each office; the day on which it began is unknown to a list."""
    offices = {
        person_id: plan.office for plan, person_id in zip(plans, people, strict=True) if plan.office
    }
    members = Membership.objects.open().filter(group=group, person_id__in=offices)
    rows = [
        {"membership_id": pk, "group_id": group.pk, "office": offices[person_id]}
        for pk, person_id in members.values_list("pk", "person_id")
    ]
    insert_rows(OfficeTerm, rows)


def write_stays(plans: list[Plan], people: list[int]) -> None:
    known_work = dict(Occupation.objects.values_list("key", "pk"))
    rows, changed = [], {}
    for plan, person_id in zip(plans, people, strict=True):
        if plan.stay is None:
            continue
        values = dict(plan.stay.values)
        if "occupation" in values:
            values["occupation_ref_id"] = known_work.get(name_key(values["occupation"]))
        if plan.stay.stay is None:
            rows.append({"code": new_code(), "person_id": person_id, **values})
        else:
            changed[plan.stay.stay.id] = values
    insert_rows(Placement, rows)
    update_rows(Placement, changed)
