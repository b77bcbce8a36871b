"""The table of addresses: how each is opened, what a right POST sends, what comes back.

A new address fails the run until it stands here. Who may open it is not said here but by the
view's own mark; only the views of libraries, which bear none, are marked in this table.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from core.models import Receipt
from members.models import Person
from members.transfers import seal
from tests.contracts.addresses_of_bulk import BULK
from tests.contracts.addresses_of_duplicates import DUPLICATES
from tests.contracts.addresses_of_references import REFERENCES
from tests.contracts.addresses_of_steps import STEPS
from tests.contracts.aid_addresses import AID
from tests.contracts.places import LIST, Place
from tests.contracts.secretariat_addresses import SECRETARIAT
from tests.contracts.sign_in_addresses import SIGN_IN, nothing
from tests.contracts.training_addresses import TRAINING
from tests.contracts.walker import Address


def done_by(place: Place, user: User) -> dict[str, Any]:
    """Who did it takes it back: whoever might have done it, in this place."""
    if Person.objects.allowed(user, "members.change_person").filter(pk=place.person.pk).exists():
        Receipt.objects.filter(pk=place.receipt.pk).update(user=user)
    return {}


CORE: dict[str, Address] = {
    "core:home": Address(anonymous=200),
    "core:search": Address(),
    "core:disclosure_list": Address(),
    "core:receipt_list": Address(),
    "core:receipt_detail": Address(lambda place: {"code": place.receipt.code}),
    "core:receipt_undo": Address(lambda place: {"code": place.receipt.code}, data=done_by),
    "core:verify": Address(),
    "core:verify_detail": Address(lambda place: {"code": "abcdefghjkmnpqrs"}, get=404),
    "core:healthz": Address(),
    "core:styleguide": Address(),
    "regions:region_search": Address(),
    "accounts:me": Address(),
    "accounts:session_end": Address(
        get=405, data=lambda place, user: {"session": "x"}, writes=False
    ),
    "accounts:second_step": Address(),
}


def person(place: Place) -> dict[str, Any]:
    return {"code": place.person.code}


def group(place: Place) -> dict[str, Any]:
    return {"code": place.group.code}


def decree(place: Place) -> dict[str, Any]:
    return {"code": place.group.code, "decree_code": place.decree.code}


def relative(place: Place) -> dict[str, Any]:
    return {"code": place.person.code, "relative_code": place.relative.code}


def village(place: Place) -> dict[str, Any]:
    return {"village": place.group.village.path, "village_code": place.group.village_id}


PEOPLE: dict[str, Address] = {
    "members:person_list": Address(),
    "members:person_create": Address(
        data=lambda place, user: {"name": "Suparmi", "sex": "F", "group": place.group.code}
    ),
    "members:person_detail": Address(person),
    "members:person_update": Address(
        person, data=lambda place, user: {"name": "Suparmi", "sex": "F"} | village(place)
    ),
    "members:person_answers": Address(person),
    "members:person_answer": Address(
        lambda place: person(place) | {"key": "birth_date"},
        data=lambda place, user: {"birth_place": "Kalianda", "birth_date": "1988"},
    ),
    "members:person_photo": Address(lambda place: person(place) | {"size": "thumb"}),
    "members:person_history": Address(person),
    "members:person_reveal_nik": Address(
        person, data=lambda place, user: {"reason": "Surat pengantar"}, post=200
    ),
    "members:person_death": Address(person, data=lambda place, user: {"died": "2024"}),
    "members:nik_check": Address(
        get=405, data=lambda place, user: {"nik": place.elsewhere}, post=200, writes=False
    ),
    "members:consent_update": Address(person, data=lambda place, user: {"consent_family": "yes"}),
    "members:consent_withdraw": Address(
        lambda place: person(place) | {"consent_code": place.consent.code},
        data=lambda place, user: {"ended_on": "2026-01-31"},
    ),
    "members:placement_create": Address(
        person,
        data=lambda place, user: {
            "country": "MY",
            "status": "returned",
            "departed": "2001",
            "returned": "2003",
        },
    ),
    "members:placement_update": Address(
        lambda place: person(place) | {"placement_code": place.placement.code},
        data=lambda place, user: {"country": "SG", "status": "returned", "departed": "2011"},
    ),
    "members:relative_create": Address(
        person,
        data=lambda place, user: {"name": "Sari", "relation": "child", "consent": "not_asked"},
    ),
    "members:relative_update": Address(
        relative,
        data=lambda place, user: {"name": "Sari", "relation": "child", "consent": "allowed"},
    ),
    "members:relative_end": Address(
        relative, data=lambda place, user: {"ended_on": "2024-01-31", "end_reason": "pindah"}
    ),
}
MEMBERSHIPS: dict[str, Address] = {
    "members:membership_join": Address(
        lambda place: {"code": place.without_group.code},
        data=lambda place, user: {
            "group": place.group.code,
            "status": "member",
            "joined": "2023",
        },
    ),
    "members:membership_update": Address(
        person, data=lambda place, user: {"status": "prospective", "joined": "2022"}
    ),
    "members:membership_leave": Address(
        person,
        data=lambda place, user: {"left": "2024", "reason": "own_wish", "keeper": "group"},
    ),
    "members:membership_move": Address(
        person,
        data=lambda place, user: {"group": place.second_group.code, "moved": "2024-05-01"},
    ),
    "members:office_change": Address(
        person, data=lambda place, user: {"office": "treasurer", "since": "2023"}
    ),
    "members:transfer_create": Address(
        get=405,
        data=lambda place, user: {
            "token": seal(user, place.elsewhere),
            "group": place.group.code,
        },
    ),
    "members:transfer_answer": Address(
        lambda place: {"code": place.transfer.code},
        data=lambda place, user: {"answer": "accepted", "moved": "2024-05-01"},
    ),
}
GROUPS: dict[str, Address] = {
    "members:group_list": Address(),
    "members:group_create": Address(
        data=lambda place, user: {"name": "KWT Anyelir", "kind": "kwt"} | village(place)
    ),
    "members:group_detail": Address(group),
    "members:group_update": Address(
        group,
        data=lambda place, user: (
            {"name": "KWT Anyelir", "kind": "kwt", "state": "active"} | village(place)
        ),
    ),
    "members:group_contact": Address(group, data=lambda place, user: {"phone": "081234567890"}),
    "members:group_photo": Address(lambda place: group(place) | {"size": "full"}),
    "members:group_history": Address(group),
    "members:group_dissolve": Address(
        group,
        data=lambda place, user: {
            "day": "2024-06-01",
            "reason": "Semua pindah.",
            "members-all": "office",
            "equipment-all": "returned",
            "services-all": "office",
        },
    ),
    "members:decree_create": Address(
        group,
        data=lambda place, user: {"number": "7/2023", "date": "2023-02-01", "issuer": "Kades"},
    ),
    "members:decree_update": Address(
        decree,
        data=lambda place, user: {"number": "8/2023", "date": "2023-02-01", "issuer": "Kades"},
    ),
    "members:decree_scan": Address(decree),
    "members:class_create": Address(
        group, data=lambda place, user: {"year": "2021", "score": "500"}
    ),
    "members:class_update": Address(
        lambda place: group(place) | {"year": place.ability.year},
        data=lambda place, user: {"year": "2020", "score": "600"},
    ),
}


def parked(place: Place) -> dict[str, Any]:
    return {"code": place.parked.code}


IMPORTS: dict[str, Address] = {
    "members:import_create": Address(
        data=lambda place, user: {
            "group": place.group.code,
            "file": SimpleUploadedFile("daftar.csv", LIST),
        }
    ),
    "members:import_template": Address(),
    "members:import_detail": Address(parked, is_owners=True),
    "members:import_read": Address(parked, get=405, data=nothing, is_owners=True, writes=False),
    "members:import_progress": Address(parked, get=302, is_owners=True),
    "members:import_refused": Address(parked, is_owners=True),
    "members:import_columns": Address(
        parked,
        data=lambda place, user: {"header": "1", "column-0": "name", "column-1": "nik"},
        is_owners=True,
        writes=False,
    ),
    "members:import_correct": Address(
        parked,
        get=405,
        data=lambda place, user: {"cell-0-3-1": "1801104101709001"},
        is_owners=True,
        writes=False,
    ),
    "members:import_confirm": Address(parked, get=405, data=nothing, is_owners=True),
    "members:import_cancel": Address(parked, get=405, data=nothing, is_owners=True, writes=False),
}
EXPORTS: dict[str, Address] = {
    "members:group_paper": Address(
        lambda place: group(place) | {"paper": "member-list"}, get=405, data=nothing, post=200
    ),
    "members:person_sheet": Address(person, get=405, data=nothing, post=200),
    "members:member_form": Address(),
    "members:consent_form": Address(),
    "members:person_export": Address(
        data=lambda place, user: {"columns": ["phone"], "file_format": "xlsx"}, post=200
    ),
    "members:person_export_niks": Address(
        data=lambda place, user: {"file_format": "csv", "reason": "Usulan bantuan"}, post=200
    ),
    "members:group_export": Address(
        data=lambda place, user: {"columns": ["chair"], "file_format": "csv"}, post=200
    ),
}


def account(place: Place) -> dict[str, Any]:
    return {"code": place.group.code, "role_code": place.secretary.code}


NEW = "kebun-cabai-rawit-7"
ACCOUNTS: dict[str, Address] = {
    "accounts:secretary_list": Address(group),
    "accounts:secretary_create": Address(
        group, data=lambda place, user: {"person": place.person.code}, post=200
    ),
    "accounts:secretary_link": Address(account, data=nothing, post=200),
    "accounts:secretary_update": Address(
        account,
        data=lambda place, user: {"expires_on": f"31 Desember {timezone.localdate().year + 1}"},
    ),
    "accounts:secretary_end": Address(
        account, data=lambda place, user: {"reason": "Ganti pengurus"}
    ),
    "accounts:hand_over": Address(
        data=lambda place, user: {"colleague": place.colleague.username, "reason": "Pindah tugas"}
    ),
    "accounts:invitation": Address(
        lambda place: {"token": place.token},
        data=lambda place, user: {"new_password1": NEW, "new_password2": NEW},
    ),
}


ADDRESSES = ACCOUNTS | CORE | SIGN_IN | PEOPLE | MEMBERSHIPS | GROUPS | IMPORTS | STEPS | EXPORTS
ADDRESSES |= AID | TRAINING | SECRETARIAT | BULK | DUPLICATES | REFERENCES
