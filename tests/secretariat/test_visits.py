"""secretariat.views.visits: the list, one visit, what was found, who reads what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import ExportLog
from secretariat.models import CoachingPhoto, Visit, VisitOfficer
from secretariat.services_visits import name_officers
from tests.acts import acting
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import GroupFactory, InstitutionFactory, make_user, region
from tests.pictures import upload
from tests.queries import allowed, queries_of
from tests.secretariat.visit_factories import (
    CoachingPhotoFactory,
    HeldVisitFactory,
    VisitFactory,
    VisitFollowUpFactory,
    VisitOfficerFactory,
)

LIST = "/secretariat/visits/"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2024-05-06T09:00:00+07:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def office(cast: Cast) -> Any:
    """The officer works at the office of her regency."""
    cast.officer.institution = InstitutionFactory(region=region("18.01"), head_name="Budi Uji")
    cast.officer.save(update_fields=["institution"])
    return cast.officer.institution


def url(visit: Visit, what: str = "detail") -> str:
    return reverse(f"secretariat:visit_{what}", args=[visit.code])


def status(user: Any, address: str) -> int:
    """What comes back; a file is read and closed."""
    answer = signed_in(user).get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def found(**more: Any) -> dict[str, Any]:
    return {"held_on": "4 Mei 2024", "findings": "Oli bocor.", "others": "Haryati, S.P."} | more


def test_each_sees_the_visits_of_her_place(cast: Cast) -> None:
    VisitFactory(group=cast.group, purpose="Buku kas")
    VisitFactory(group=cast.other_group, purpose="Lahan demplot")
    for user in (cast.officer, cast.secretary):
        assert "Buku kas" in page(user, LIST)
        assert "Lahan demplot" not in page(user, LIST)
    assert "Lahan demplot" in page(cast.viewer, LIST)
    assert "Buku kas" not in page(cast.other_secretary, LIST)
    assert signed_in(cast.secretary).get(f"{LIST}plan/").status_code == 403


def test_a_visit_is_planned_from_the_groups_page(cast: Cast, office: Any) -> None:
    address = reverse("secretariat:visit_create", args=[cast.group.code])
    assert address in page(cast.officer, cast.group.get_absolute_url())
    assert address not in page(cast.secretary, cast.group.get_absolute_url())
    data = {"planned_on": "2024-05-20", "purpose": "Buku kas", "officers": [cast.officer.username]}
    assert signed_in(cast.secretary).post(address, data).status_code == 403
    assert signed_in(cast.other_officer).post(address, data).status_code == 404
    answer = signed_in(cast.officer).post(address, data | {"others": "Haryati\n\n Haryati "})
    visit = Visit.objects.get()
    assert answer["Location"] == visit.get_absolute_url()
    assert (visit.group, visit.office, visit.state) == (cast.group, office, Visit.State.PLANNED)
    assert [str(row) for row in visit.officers.going()] == [str(cast.officer), "Haryati"]
    twice = signed_in(cast.officer).post(address, data)
    assert errors(twice)["planned_on"] == [
        "Kunjungan ke kelompok ini sudah direncanakan pada hari itu."
    ]


def test_of_a_day_that_has_come_the_findings_are_asked_next(cast: Cast) -> None:
    address = reverse("secretariat:visit_create", args=[cast.group.code])
    data = {"planned_on": "2024-05-03", "purpose": "Buku kas", "officers": [cast.officer.username]}
    answer = signed_in(cast.officer).post(address, data)
    assert answer["Location"] == url(Visit.objects.get(), "record")


def test_a_dissolved_group_is_not_visited(cast: Cast) -> None:
    group = GroupFactory(
        village=cast.group.village,
        state="dissolved",
        state_since="2024-01-02",
        state_reason="Bubar",
    )
    address = reverse("secretariat:visit_create", args=[group.code])
    assert signed_in(cast.officer).get(address)["Location"] == group.get_absolute_url()


def test_somebody_goes(cast: Cast) -> None:
    address = reverse("secretariat:visit_create", args=[cast.group.code])
    data = {"planned_on": "2024-05-20", "purpose": "Buku kas", "others": " \n"}
    answer = signed_in(cast.officer).post(address, data)
    assert errors(answer) == {"officers": ["Centang siapa yang pergi, atau tulis namanya."]}


def test_who_works_at_no_office_of_the_region_is_asked_whose_visit_it_is(
    cast: Cast, office: Any
) -> None:
    colleague = make_user("tanpa_kantor", "officer", region=region("18.01"))
    address = reverse("secretariat:visit_create", args=[cast.group.code])
    data = {"planned_on": "2024-05-20", "purpose": "Buku kas", "officers": [colleague.username]}
    assert "office" in errors(signed_in(colleague).post(address, data))
    signed_in(colleague).post(address, data | {"office": office.code})
    assert Visit.objects.get().office == office


def test_what_was_found_is_written_down_on_the_spot(cast: Cast) -> None:
    visit = VisitFactory(group=cast.group, planned_on="2024-05-02")
    assert signed_in(cast.secretary).post(url(visit, "record"), found()).status_code == 403
    assert signed_in(cast.other_officer).post(url(visit, "record"), found()).status_code == 404
    answer = signed_in(cast.officer).post(url(visit, "record"), found(photos=[upload()]))
    assert answer["Location"] == visit.get_absolute_url()
    visit.refresh_from_db()
    assert (visit.state, str(visit.held_on), str(visit.day)) == ("held", "2024-05-04", "2024-05-04")
    assert visit.photos.count() == 1
    assert [str(row) for row in visit.officers.going()] == ["Haryati, S.P."]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"held_on": "7 Mei 2024"}, "held_on"),
        ({"held_on": ""}, "held_on"),
        ({"findings": " "}, "findings"),
        ({"others": "x" * 121}, "others"),
        ({"officers": ["sekretaris_uji"]}, "officers"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(cast: Cast, typed: Any, field: str) -> None:
    visit = VisitFactory(group=cast.group, planned_on="2024-05-02")
    answer = signed_in(cast.officer).post(url(visit, "record"), found(**typed))
    assert list(errors(answer)) == [field]
    assert Visit.objects.get().state == Visit.State.PLANNED


def test_a_visit_that_was_held_is_corrected_where_it_was_written_up(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group)
    client = signed_in(cast.officer)
    assert client.get(url(visit, "update"))["Location"] == url(visit, "record")
    client.post(url(visit, "record"), found(summary="Oli diganti."))
    visit.refresh_from_db()
    assert (visit.findings, visit.summary) == ("Oli bocor.", "Oli diganti.")


def test_who_reads_what_was_found(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group, summary="Baik.")
    photo = CoachingPhotoFactory(visit=visit)
    with acting(cast.officer, "secretariat.change_visit"):
        Visit.objects.filter(pk=visit.pk).update(findings="Ada tunggakan iuran.")
    for user in (cast.officer, cast.secretary, cast.admin):
        assert "Ada tunggakan iuran." in page(user, url(visit))
        assert f"/photos/{photo.code}/" in page(user, url(visit))
        assert "Ada tunggakan iuran." in page(user, url(visit, "history"))
    viewers = page(cast.viewer, url(visit))
    assert "Baik." in viewers
    assert "tunggakan" not in viewers
    assert f"/photos/{photo.code}/" not in viewers
    assert signed_in(cast.viewer).get(url(visit, "history")).status_code == 403


def test_a_cancelled_visit_stays_as_it_is(cast: Cast) -> None:
    visit = VisitFactory(group=cast.group)
    client = signed_in(cast.officer)
    assert "reason" in errors(client.post(url(visit, "cancel"), {"reason": ""}))
    client.post(url(visit, "cancel"), {"reason": "Jalan banjir"})
    visit.refresh_from_db()
    assert (visit.state, visit.state_reason) == ("cancelled", "Jalan banjir")
    assert "Jalan banjir" in page(cast.secretary, url(visit))
    for what in ("record", "update", "cancel", "photo_create", "followup_create"):
        assert client.get(url(visit, what))["Location"] == visit.get_absolute_url()
    with (
        pytest.raises(IntegrityError, match="no step from cancelled"),
        transaction.atomic(),
    ):
        Visit.objects.filter(pk=visit.pk).update(state="planned")


def test_a_photo_is_added_and_taken_off(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group)
    client = signed_in(cast.officer)
    client.post(url(visit, "photo_create"), {"upload": upload(), "caption": "Kebun"})
    photo = CoachingPhoto.objects.get()
    address = reverse("secretariat:visit_photo", args=[visit.code, photo.code, "thumb"])
    assert status(cast.secretary, address) == 200
    assert status(cast.viewer, address) == 403
    assert status(cast.other_secretary, address) == 404
    assert status(cast.officer, address.replace("thumb", "huge")) == 404
    client.post(reverse("secretariat:visit_photo_remove", args=[visit.code, photo.code]))
    photo.refresh_from_db()
    assert photo.ended
    assert status(cast.officer, address) == 404


def test_who_was_named_and_taken_off_comes_back(cast: Cast) -> None:
    visit = VisitFactory(group=cast.group)
    name_officers(visit=visit, users=[cast.officer], names=["Haryati"])
    name_officers(visit=visit, users=[], names=["Haryati"])
    assert [str(row) for row in visit.officers.going()] == ["Haryati"]
    name_officers(visit=visit, users=[cast.officer], names=[])
    assert VisitOfficer.objects.count() == 2
    assert visit.officers.going().get().user == cast.officer


def test_the_list_is_narrowed(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group, planned_on="2024-02-05", purpose="Buku kas")
    VisitOfficerFactory(visit=visit, user=cast.officer, name="")
    VisitFollowUpFactory(visit=visit)
    VisitFactory(group=cast.group, planned_on="2023-12-05", purpose="Lahan demplot")
    for query in (
        *("q=buku", "q=kenanga", "state=held", "year=2024", "left=late", "left=open"),
        f"officer={cast.officer.username}",
    ):
        assert "Buku kas" in page(cast.officer, f"{LIST}?{query}"), query
    for query in ("q=demplot", "state=planned", "state=past", "year=2023"):
        assert "Buku kas" not in page(cast.officer, f"{LIST}?{query}"), query
        assert "Lahan demplot" in page(cast.officer, f"{LIST}?{query}"), query


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_the_list_costs_the_same_for_any_page(cast: Cast, role: str) -> None:
    counts = []
    for number in (1, 30):
        for _each in range(number):
            visit = HeldVisitFactory(group=cast.group)
            VisitOfficerFactory(visit=visit, user=cast.officer, name="")
            VisitFollowUpFactory(visit=visit)
        counts.append(queries_of(signed_in(cast.insiders[role]), LIST))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}")


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_a_visit_costs_the_same_for_any_number_of_rows(cast: Cast, role: str) -> None:
    counts, visit = [], HeldVisitFactory(group=cast.group)
    for number in (1, 20):
        for each in range(number):
            VisitFollowUpFactory(visit=visit)
            CoachingPhotoFactory(visit=visit)
            VisitOfficerFactory(visit=visit, name=f"Penyuluh {number} {each}")
        counts.append(queries_of(signed_in(cast.insiders[role]), url(visit)))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}CODE/")


def test_the_file_holds_what_the_list_shows(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group, purpose="Buku kas", findings="Rahasia dapur")
    VisitFollowUpFactory(visit=visit)
    HeldVisitFactory(group=cast.group, purpose="Lahan demplot", planned_on="2022-03-01")
    address = f"{LIST}export/?year=2024"
    data = {"columns": ["purpose", "left", "late"], "file_format": "csv"}
    assert signed_in(cast.secretary).post(address, data).status_code == 403
    answer = signed_in(cast.officer).post(address, data)
    text = b"".join(answer.streaming_content).decode()
    assert '"Buku kas";"1";"1"' in text
    assert "demplot" not in text
    assert "Rahasia" not in text
    assert ExportLog.objects.get().what == "secretariat.visits"


def test_the_report_names_what_is_to_be_done(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group, office=cast.officer.institution)
    VisitFollowUpFactory(visit=visit)
    assert signed_in(cast.secretary).post(url(visit, "letter")).status_code == 403
    first, second = (signed_in(cast.officer).post(url(visit, "letter")) for _n in range(2))
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    assert ExportLog.objects.filter(what="secretariat.visit").count() == 2
