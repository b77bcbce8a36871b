"""Sealing: nothing of a case is left where others read, and its readers have all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from core.models import Receipt
from core.old_codes import lead_on
from core.receipts.settling import settle
from secretariat import services_desk, services_sealed
from secretariat.models import SealedCase, SealedReader, Service, ServiceNote
from secretariat.sealed_content import opened
from tests.acts import acting
from tests.cast import Cast
from tests.factories import MemberFactory, make_user, region
from tests.secretariat.desk_factories import (
    ReferralFactory,
    ServiceFactory,
    content_of_complaint,
    sealed_case,
    topic,
)

SECRET = "Tersegel Wulandari"


@pytest.fixture
def second(cast: Cast) -> Any:
    return make_user("petugas_kedua", Role.OFFICER, region=region("18.01"))


def everywhere(text: str) -> list[str]:
    """Every table of the database in which a row holds this text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed or model._meta.proxy:
                continue
            table = connection.ops.quote_name(model._meta.db_table)
            sql = f"SELECT 1 FROM {table} t WHERE t::text ILIKE %s LIMIT 1"  # noqa: S608 - ours
            cursor.execute(sql, [f"%{text}%"])
            if cursor.fetchone():
                found.append(model._meta.label)
    return sorted(found)


def told(cast: Cast) -> Service:
    """A service with all its story, each part of it written by a recorded act."""
    with acting(cast.secretary, "secretariat.add_service"):
        service = ServiceFactory(
            group=cast.group,
            asker=cast.person,
            about_name=SECRET,
            received_by=cast.secretary,
        )
    with acting(cast.secretary, "secretariat.change_service"):
        services_desk.add_note(
            service=service, text=f"{SECRET} menelepon", for_family=False, actor=cast.secretary
        )
    with acting(cast.officer, "secretariat.change_service"):
        ReferralFactory(service=service, answer=f"{SECRET} aman", answered_on="2026-03-09")
    return service


@pytest.mark.django_db
def test_seal_service_leaves_no_row_no_event_and_no_receipt(cast: Cast, second: Any) -> None:
    service = told(cast)
    settle()
    receipts = Receipt.objects.filter(act__startswith="secretariat.")
    assert receipts.filter(rows__gt=0).count() == 3
    assert {"secretariat.Service", "secretariat.ServiceEvent"} <= set(everywhere(SECRET))
    case = services_sealed.seal_service(
        service=service, officers=[cast.officer, second], actor=cast.secretary
    )
    settle()
    assert everywhere(SECRET) == []
    # The institution, and no service, is what is left of the third.
    assert [r.rows for r in receipts.order_by("at")] == [0, 0, 1]
    assert not Service.objects.exists()
    assert not ServiceNote.objects.exists()
    content = opened(case)
    assert (case.code, content.about_name) == (service.code, SECRET)
    assert content.asker_code == cast.person.code
    assert content.notes[0]["text"] == f"{SECRET} menelepon"
    assert content.referrals[0]["answer"] == f"{SECRET} aman"
    assert {line["model"] for line in content.history} == {"service", "servicenote", "referral"}
    readers = SealedReader.objects.standing().filter(case=case)
    assert {r.user for r in readers} == {cast.secretary, cast.officer, second}


@pytest.mark.django_db
def test_seal_new_is_told_nowhere(cast: Cast, second: Any) -> None:
    with acting(cast.secretary, "secretariat.add_service"):
        services_sealed.seal_new(
            content=content_of_complaint(),
            region=cast.group.village_id,
            topic=topic("Pengaduan"),
            officers=[cast.officer, second],
            actor=cast.secretary,
        )
    settle()
    assert everywhere(SECRET) == []
    assert not Receipt.objects.filter(act="secretariat.add_service").exists()
    case = SealedCase.objects.get()
    # Neither the day nor the village stands in clear.
    assert (case.district_id, case.month.day) == ("18.01", 1)


@pytest.mark.django_db
def test_at_least_two_officers_are_named(cast: Cast, second: Any) -> None:
    service = told(cast)
    with pytest.raises(ValidationError):
        services_sealed.seal_service(service=service, officers=[cast.officer], actor=cast.secretary)
    with pytest.raises(ValidationError):
        services_sealed.seal_service(
            service=service, officers=[cast.officer, cast.viewer], actor=cast.secretary
        )
    assert Service.objects.exists()
    # An officer who writes it down is one of the two.
    services_sealed.seal_service(service=service, officers=[second], actor=cast.officer)
    assert not Service.objects.exists()


@pytest.mark.django_db
def test_only_who_is_named_reads(cast: Cast, second: Any) -> None:
    case = sealed_case(cast.secretary, second)
    everybody = [*cast.insiders.values(), *cast.strangers, second]
    seeing = {user for user in everybody if case in SealedCase.objects.read_by(user)}
    assert seeing == {cast.secretary, second}
    SealedReader.objects.filter(user=second).update(until="2099-01-01")
    assert case not in SealedCase.objects.read_by(second)


@pytest.mark.django_db
def test_who_has_no_desk_any_more_reads_nothing(cast: Cast) -> None:
    case = sealed_case(cast.secretary)
    assert case in SealedCase.objects.read_by(cast.secretary)
    cast.secretary.assignments.update(expires_on="2020-01-01")
    cast.secretary.__dict__.pop("open_assignments", None)
    assert not SealedCase.objects.read_by(cast.secretary).exists()


@pytest.mark.django_db
def test_two_who_write_at_once_lose_nothing(cast: Cast, second: Any) -> None:
    case = sealed_case(cast.officer, second)
    stale = SealedCase.objects.get(pk=case.pk)
    services_sealed.add_note(case=case, text="satu", for_family=False, actor=cast.officer)
    services_sealed.add_note(case=stale, text="dua", for_family=True, actor=second)
    content = opened(SealedCase.objects.get(pk=case.pk))
    assert [note["text"] for note in content.notes] == ["satu", "dua"]
    services_sealed.close(case=case, result="Selesai", actor=second)
    with pytest.raises(ValidationError):
        services_sealed.close(case=stale, result="Selesai juga", actor=cast.officer)
    assert opened(SealedCase.objects.get(pk=case.pk)).result == "Selesai"


@pytest.mark.django_db
def test_a_second_answer_is_refused(cast: Cast, second: Any) -> None:
    case = sealed_case(cast.officer, second)
    office = ReferralFactory().institution
    services_sealed.refer(case=case, institution=office, actor=second)
    key = opened(SealedCase.objects.get(pk=case.pk)).referrals[0]["key"]
    services_sealed.answer(case=case, key=key, text="Diproses", actor=second)
    with pytest.raises(ValidationError, match="Diproses"):
        services_sealed.answer(case=case, key=key, text="Ditolak", actor=cast.officer)


PAGES = (
    *("secretariat:service_list", "core:home", "secretariat:sealed_list"),
    *("core:receipt_list", "members:group_list", "members:person_list"),
)


@pytest.mark.django_db
def test_nobody_else_meets_a_sealed_case_on_any_page(cast: Cast, second: Any, client: Any) -> None:
    """Lists, home pages, search, timelines, the change log, the case itself: all as if it were
    not there; and for its readers it is."""
    service = told(cast)
    case = services_sealed.seal_service(
        service=service, officers=[cast.officer, second], actor=cast.secretary
    )
    urls = [reverse(name) for name in PAGES]
    urls += [f"{reverse('core:search')}?q={q}" for q in ("Tersegel", case.code)]
    urls += [cast.group.get_absolute_url(), cast.person.get_absolute_url()]
    urls += [reverse("members:group_history", args=[cast.group.code])]
    urls += [reverse("members:person_history", args=[cast.person.code])]
    urls += [case.get_absolute_url(), f"{case.get_absolute_url()}note/"]
    readers = {cast.secretary, cast.officer, second}
    for user in (*cast.insiders.values(), *cast.strangers, second):
        client.force_login(user)
        shown = [
            url for url in urls if met(client.get(url, follow=True).content.decode(), case, url)
        ]
        assert bool(shown) == (user in readers), (user.username, shown)


def met(page: str, case: SealedCase, url: str) -> bool:
    """Whether a page tells of the case; a search repeats what was typed."""
    return SECRET in page or (case.code in page and "q=" not in url and case.code not in url)


@pytest.mark.django_db
def test_a_sealed_note_is_its_readers_alone(cast: Cast, second: Any, client: Any) -> None:
    service = ServiceFactory(group=cast.group)
    url = reverse("secretariat:sealed_note", args=[service.code])
    client.force_login(cast.secretary)
    answer = client.post(
        url, {"text": SECRET, "officers": [second.username, cast.other_officer.username]}
    )
    assert answer.status_code == 302
    pages = {}
    for user in (cast.secretary, second, cast.officer):
        client.force_login(user)
        pages[user] = client.get(service.get_absolute_url()).content.decode()
    assert SECRET in pages[cast.secretary]
    assert SECRET in pages[second]
    assert SECRET not in pages[cast.officer]
    assert everywhere(SECRET) == []


@pytest.mark.django_db
def test_a_lost_key_is_said_and_no_error(cast: Cast, client: Any) -> None:
    case = sealed_case(cast.secretary)
    SealedCase.objects.filter(pk=case.pk).update(content=b"\x01nothing")
    client.force_login(cast.secretary)
    assert client.get(case.get_absolute_url()).status_code == 404
    answer = client.get(reverse("secretariat:sealed_list"))
    assert [line["url"] for line in answer.context["lines"]] == [""]


@pytest.mark.django_db
def test_successor_name_lets_the_head_name_one_more(cast: Cast, second: Any, client: Any) -> None:
    gone = make_user(
        "petugas_pindah", Role.OFFICER, region=region("18.01"), expires_on="2020-01-01"
    )
    case = sealed_case(gone, cast.officer)
    url = reverse("secretariat:successor_name", args=[case.code])
    client.force_login(cast.officer)
    assert client.get(url).status_code == 404
    cast.officer.assignments.update(is_head=True)
    page = client.get(reverse("secretariat:successor_list")).content.decode()
    assert case.code in page
    assert SECRET not in page
    assert client.post(url, {"officer": second.username}).status_code == 302
    assert case in SealedCase.objects.read_by(second)
    # Two can open it now: the head has nothing more to name.
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_a_sealed_case_leads_to_the_record_that_stayed(cast: Cast, client: Any) -> None:
    """It names people by their codes, which go on leading on when two are merged."""
    twin = MemberFactory(group=cast.group, name=cast.person.name)
    case = sealed_case(cast.officer, content=content_of_complaint(asker_code=twin.code))
    lead_on(twin, cast.person)
    client.force_login(cast.officer)
    page = client.get(case.get_absolute_url()).content.decode()
    assert cast.person.get_absolute_url() in page
