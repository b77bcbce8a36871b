"""The service desk: written down on the phone, gone on with, closed, reopened."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from secretariat.models import Referral, SealedCase, Service
from secretariat.sealed_content import opened
from tests.cast import Cast
from tests.factories import InstitutionFactory, region
from tests.queries import allowed, queries_of
from tests.secretariat.desk_factories import ReferralFactory, ServiceFactory, ServiceNoteFactory

VISIT = {
    "asker_is": "family",
    "asker_name": "Painem Rahayu",
    "topic": "modaldankur",
    "question": "Mau tanya KUR",
    "channel": "visit",
    "urgency": "1",
    "opened_on": "2 Maret 2026",
}


def url(name: str, service: Any) -> str:
    return reverse(f"secretariat:{name}", args=[service.code])


@pytest.mark.django_db
def test_service_create_writes_down_a_visit(cast: Cast, client: Any) -> None:
    address = reverse("secretariat:service_create")
    client.force_login(cast.viewer)
    assert client.post(address, VISIT).status_code == 403
    client.force_login(cast.secretary)
    answer = client.post(address, VISIT | {"group": cast.group.code})
    service = Service.objects.get()
    assert answer["Location"] == service.get_absolute_url()
    assert (service.group, service.region_id) == (cast.group, cast.group.village_id)
    assert service.due_on.isoformat() == "2026-03-16"
    client.force_login(cast.officer)
    assert client.post(address, VISIT).status_code == 302
    own_desk = Service.objects.latest("pk")
    assert (own_desk.group, own_desk.region_id) == (None, "18.01")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "why",
    [
        {"topic": "pengaduan"},
        {"topic": "komunikasikeluarga", "country": "TW", "reachable": "no"},
        {"keep_sealed": "on"},
    ],
)
def test_service_create_seals_at_once_what_must_be(
    cast: Cast, client: Any, why: dict[str, str]
) -> None:
    client.force_login(cast.secretary)
    said = VISIT | {"group": cast.group.code} | why
    address = reverse("secretariat:service_create")
    page = client.post(address, said)
    assert page.status_code == 200
    assert "officers" in page.context["form"].errors
    assert "Painem Rahayu" in page.content.decode()
    officers = [cast.officer.username, cast.other_officer.username]
    answer = client.post(address, said | {"officers": officers})
    case = SealedCase.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    assert opened(case).asker_name == "Painem Rahayu"
    assert case.due_on.isoformat() == "2026-03-04"
    assert not Service.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"asker_name": ""}, "asker_name"),
        ({"question": ""}, "question"),
        ({"question": "a" * 5001}, "question"),
        ({"phone": "0812-3345-2211"}, "phone"),
        ({"phone": "12", "may_call": "on"}, "phone"),
        ({"topic": "x"}, "topic"),
        ({"opened_on": "besok"}, "opened_on"),
        ({"country": "XX"}, "country"),
        ({"officers": ["\x00"]}, "officers"),
    ],
)
def test_service_create_says_what_is_wrong(
    cast: Cast, client: Any, wrong: dict[str, Any], field: str
) -> None:
    client.force_login(cast.secretary)
    address = reverse("secretariat:service_create")
    page = client.post(address, VISIT | {"group": cast.group.code} | wrong)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not Service.objects.exists()


@pytest.mark.django_db
def test_a_number_is_kept_only_of_who_agrees(cast: Cast, client: Any) -> None:
    client.force_login(cast.secretary)
    said = VISIT | {"group": cast.group.code, "phone": "0812-3345-2211", "may_call": "on"}
    client.post(reverse("secretariat:service_create"), said)
    service = Service.objects.get()
    assert service.phone == "+6281233452211"
    assert "0812-3345-2211" in client.get(service.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_service_note_takes_5000_letters_and_escapes_them(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    client.force_login(cast.secretary)
    text = "<script>alert(1)</script>\r\n" + "a" * (5000 - 26)
    assert client.post(url("service_note", service), {"text": text}).status_code == 302
    assert len(service.notes.get().text) == 5000
    page = client.get(service.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert client.post(url("service_note", service), {"text": text + "b"}).status_code == 200


@pytest.mark.django_db
def test_service_family_is_kept_apart(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    client.force_login(cast.secretary)
    client.post(url("service_family", service), {"text": "Sehat, bulan depan menelepon"})
    assert service.notes.get().for_family
    client.post(url("service_note", service), {"text": "Jangan diteruskan"})
    assert [note.for_family for note in service.notes.all()] == [True, False]


@pytest.mark.django_db
def test_service_refer_and_its_answer(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    office = InstitutionFactory(name="BP3MI Uji", region=region("18"))
    client.force_login(cast.secretary)
    said = {"institution": office.code}
    assert client.post(url("service_refer", service), said).status_code == 302
    assert client.post(url("service_refer", service), said).status_code == 200
    referral = Referral.objects.get()
    address = reverse("secretariat:referral_answer", args=[service.code, referral.code])
    assert client.post(address, {"text": "Diproses"}).status_code == 302
    second = client.post(address, {"text": "Ditolak"})
    assert second.status_code == 200
    assert Referral.objects.get().answer == "Diproses"


@pytest.mark.django_db
def test_service_close_and_reopen(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    client.force_login(cast.secretary)
    assert client.post(url("service_close", service), {"result": ""}).status_code == 200
    client.post(url("service_close", service), {"result": "Sudah cair"})
    service.refresh_from_db()
    assert (service.state, service.result) == ("closed", "Sudah cair")
    # Somebody else closed it meanwhile: the second is led to the case.
    assert client.post(url("service_close", service), {"result": "Lagi"}).status_code == 302
    client.post(url("service_reopen", service), {"reason": "Bank menolak"})
    service.refresh_from_db()
    assert (service.state, service.result, service.closed_on) == ("open", "", None)
    note = service.notes.get().text
    assert "Bank menolak" in note
    assert "Sudah cair" in note


@pytest.mark.django_db
def test_service_update_looks_through_an_old_book(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group, state=Service.State.REVIEW, due_on=None)
    client.force_login(cast.secretary)
    said = {
        "asker_is": "herself",
        "asker_name": "Wagiyem",
        "topic": "dokumen",
        "question": "Paspor hilang",
        "channel": "phone",
        "urgency": "2",
    }
    complaint = client.post(url("service_update", service), said | {"topic": "pengaduan"})
    assert "topic" in complaint.context["form"].errors
    assert client.post(url("service_update", service), said).status_code == 302
    service.refresh_from_db()
    assert (service.state, service.topic.name) == ("open", "Dokumen")


@pytest.mark.django_db
def test_service_list_shows_the_urgent_and_oldest_first(cast: Cast, client: Any) -> None:
    rows = [
        ServiceFactory(group=cast.group, asker_name="Lama", opened_on="2026-01-05"),
        ServiceFactory(group=cast.group, asker_name="Segera", urgency=3),
        ServiceFactory(
            group=cast.group,
            asker_name="Tutup",
            state="closed",
            result="x",
            closed_on="2026-03-03",
            urgency=3,
        ),
        ServiceFactory(group=cast.other_group, asker_name="Lain"),
    ]
    client.force_login(cast.secretary)
    address = reverse("secretariat:service_list")
    page = client.get(address)
    assert [line["name"] for line in page.context["lines"]] == ["Segera", "Lama", "Tutup"]
    asked = {
        "state=waiting": ["Segera", "Lama"],
        "due=late": ["Segera", "Lama"],
        "urgency=3": ["Segera", "Tutup"],
        "q=lama": ["Lama"],
        f"q={rows[0].code}": ["Lama"],
        "topic=dokumen": [],
    }
    for query, names in asked.items():
        lines = client.get(f"{address}?{query}").context["lines"]
        assert [line["name"] for line in lines] == names, query


@pytest.mark.django_db
def test_service_numbers_are_for_everybody(client: Any) -> None:
    InstitutionFactory(name="BP3MI Uji", kind="bp3mi", phone="(0721) 12345", region=region("18"))
    InstitutionFactory(name="Toko Uji", kind="partner", phone="(0721) 99999")
    page = client.get(reverse("secretariat:service_numbers")).content.decode()
    assert "(0721) 12345" in page
    assert "Toko Uji" not in page


@pytest.mark.django_db
def test_the_story_stands_in_order(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    ReferralFactory(service=service, answer="Sudah", answered_on="2026-03-09")
    ServiceNoteFactory(service=service, text="Terakhir")
    client.force_login(cast.officer)
    story = client.get(service.get_absolute_url()).context["page"].story
    assert [line["text"] for line in story] == ["", "Sudah", "Terakhir"]


@pytest.mark.django_db
def test_service_list_costs_the_same_for_many(cast: Cast, client: Any) -> None:
    client.force_login(cast.officer)
    address = reverse("secretariat:service_list")
    ServiceFactory(group=cast.group)
    one = queries_of(client, address)
    for number in range(20):
        ServiceFactory(group=cast.group, asker_name=f"Tamu {number}", asker=cast.person)
    assert queries_of(client, address) == one == allowed("officer /secretariat/services/")
