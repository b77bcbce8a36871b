"""The addresses of trainings: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.contracts.addresses_of_certificates import CERTIFICATES
from tests.contracts.addresses_of_followups import FOLLOW_UPS
from tests.contracts.places import Place, photo
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def training(place: Place) -> dict[str, Any]:
    return {"code": place.learning.training.code}


def sitting(place: Place) -> dict[str, Any]:
    return training(place) | {"session_code": place.learning.session.code}


def sheet_list(place: Place) -> dict[str, Any]:
    return {"code": place.learning.sheet_list.code}


def plan(place: Place) -> dict[str, Any]:
    """What is typed of a training of two days."""
    return {
        "title": "Budidaya cabai",
        "topic": place.learning.training.topic.key,
        "office": place.learning.office.code,
        "organisers": [place.learning.office.code],
        "place": "Balai desa",
        "starts_on": "2023-02-20",
        "ends_on": "2023-02-23",
        "min_attendance": "80",
    }


def session(place: Place) -> dict[str, Any]:
    return training(place) | {"session": place.learning.session.code}


def material(place: Place) -> dict[str, Any]:
    return training(place) | {"file": place.learning.material.code}


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("materi.png", photo("teal"))


TRAININGS: dict[str, Address] = {
    "training:training_list": Address(),
    "training:training_export": Address(
        data=lambda place, user: {"columns": ["topic"], "file_format": "csv"}, post=200
    ),
    "training:training_create": Address(data=lambda place, user: plan(place)),
    "training:training_detail": Address(training),
    "training:training_update": Address(training, data=lambda place, user: plan(place)),
    "training:training_state": Address(training, data=lambda place, user: {"state": "finished"}),
    "training:training_history": Address(training),
    "training:session_create": Address(
        training, data=lambda place, user: {"date": "2023-02-21", "hours": "7,5"}
    ),
    "training:session_update": Address(
        session, data=lambda place, user: {"date": "2023-02-22", "hours": "6"}
    ),
    "training:session_cancel": Address(session, data=lambda place, user: {"reason": "Banjir"}),
    "training:trainer_create": Address(
        training, data=lambda place, user: {"name": "Slamet", "affiliation": "BP3MI Lampung"}
    ),
    "training:trainer_end": Address(
        lambda place: training(place) | {"trainer": place.learning.trainer.code},
        get=405,
        data=lambda place, user: {"go": "1"},
    ),
    "training:training_file_create": Address(
        lambda place: training(place) | {"kind": "material"},
        data=lambda place, user: {"upload": upload(), "caption": "Pupuk organik"},
    ),
    "training:training_file": Address(lambda place: material(place) | {"size": "full"}),
    "training:training_file_remove": Address(
        material, get=405, data=lambda place, user: {"go": "1"}
    ),
}


def participant(place: Place) -> dict[str, Any]:
    return training(place) | {"participant_code": place.learning.participant.code}


def withdrawn(place: Place) -> dict[str, Any]:
    return training(place) | {"participant_code": place.learning.withdrawn.code}


def named(place: Place) -> dict[str, Any]:
    return training(place) | {"participant_code": place.learning.named.code}


PARTICIPANTS: dict[str, Address] = {
    "training:participant_list": Address(training),
    "training:participant_export": Address(
        training, data=lambda place, user: {"columns": ["group"], "file_format": "csv"}, post=200
    ),
    "training:participant_group": Address(
        training,
        data=lambda place, user: {"group": place.group.code, "people": [place.without_group.code]},
    ),
    "training:participant_add": Address(
        training, data=lambda place, user: {"people": [place.without_group.code]}
    ),
    "training:participant_named": Address(
        training, data=lambda place, user: {"name": "Sutarman", "phone": "081234567890"}
    ),
    "training:participant_scores": Address(
        training,
        data=lambda place, user: {f"{place.learning.participant.code}-pre_score": "62,5"},
    ),
    "training:participant_invite": Address(
        training,
        data=lambda place, user: {"people": [place.learning.participant.code], "way": "letter"},
        post=200,
    ),
    "training:participant_update": Address(
        participant, data=lambda place, user: {"number": "7", "post_score": "90"}
    ),
    "training:participant_withdraw": Address(
        participant, data=lambda place, user: {"reason": "Anak sakit"}
    ),
    "training:participant_return": Address(withdrawn, get=405, data=lambda p, u: {"x": "y"}),
    "training:participant_join": Address(
        named, data=lambda place, user: {"person": place.without_group.code}
    ),
}


ATTENDANCE: dict[str, Address] = {
    "training:attendance_list": Address(training),
    "training:attendance_sheet": Address(training, get=405, data=nothing, post=200),
    "training:attendance_take": Address(
        sitting,
        data=lambda place, user: {f"state-{place.learning.participant.code}": "late"},
    ),
    "training:attendance_session_sheet": Address(sitting, get=405, data=nothing, post=200),
    "training:attendance_photo": Address(
        sitting, data=lambda place, user: {"upload": SimpleUploadedFile("foto.png", photo())}
    ),
    "training:attendance_sheet_photo": Address(
        training, data=lambda place, user: {"upload": SimpleUploadedFile("foto.png", photo())}
    ),
    "training:attendance_photo_file": Address(
        lambda place: training(place) | {"file_code": place.learning.sheet.code}
    ),
    "training:attendance_import_create": Address(
        data=lambda place, user: {
            "training": place.learning.training.code,
            "file": SimpleUploadedFile("hadir.csv", b"Nama;Hari I\nSiapa;H\n"),
        }
    ),
    "training:attendance_import_template": Address(),
    "training:attendance_import_detail": Address(sheet_list, is_owners=True),
    "training:attendance_import_read": Address(
        sheet_list, 405, nothing, is_owners=True, writes=False
    ),
    "training:attendance_import_progress": Address(sheet_list, get=302, is_owners=True),
    "training:attendance_import_columns": Address(
        sheet_list,
        data=lambda place, user: {"header": "1", "column-0": "name"},
        is_owners=True,
        writes=False,
    ),
    "training:attendance_import_correct": Address(
        sheet_list, 405, nothing, is_owners=True, writes=False
    ),
    "training:attendance_import_confirm": Address(sheet_list, 405, nothing, is_owners=True),
    "training:attendance_import_cancel": Address(
        sheet_list, 405, nothing, is_owners=True, writes=False
    ),
    "training:attendance_import_refused": Address(sheet_list, is_owners=True),
    "training:attendance_import_choose": Address(
        sheet_list, 405, nothing, is_owners=True, writes=False
    ),
}


def of_person(place: Place) -> dict[str, Any]:
    return {"code": place.person.code}


def skill(place: Place) -> dict[str, Any]:
    return of_person(place) | {"skill": place.learning.skill.code}


def known(place: Place) -> dict[str, Any]:
    return {"topic": place.learning.training.topic.key, "learned": "other"}


SKILLS: dict[str, Address] = {
    "training:skill_search": Address(),
    "training:skill_list": Address(of_person),
    "training:skill_create": Address(of_person, data=lambda place, user: known(place)),
    "training:skill_update": Address(skill, data=lambda place, user: known(place)),
    "training:skill_end": Address(
        skill, data=lambda place, user: {"ended_on": "2024-05-11", "end_reason": "Keliru dicatat"}
    ),
    "training:skill_take": Address(
        lambda place: of_person(place) | {"training": place.learning.finished.code},
        get=405,
        data=nothing,
    ),
}
TRAINING = TRAININGS | PARTICIPANTS | ATTENDANCE | CERTIFICATES | SKILLS | FOLLOW_UPS
