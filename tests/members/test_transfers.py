import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import Reveal
from members import transfers
from members.models import Person, TransferRequest
from members.transfers import HITS_A_DAY, Found
from tests.factories import (
    GroupFactory,
    MemberFactory,
    PersonFactory,
    TransferRequestFactory,
    UserFactory,
    make_nik,
)

pytestmark = pytest.mark.django_db


def with_nik(person: Person, nik: str) -> Person:
    person.set_nik(nik)
    person.save()
    return person


def test_look_up_of_a_free_nik(cast):
    answer = transfers.look_up(actor=cast.secretary, nik=make_nik(1))
    assert (answer.found, answer.person) == (Found.FREE, None)
    assert not Reveal.objects.exists()


def test_look_up_of_somebody_seen_names_her_and_costs_nothing(cast):
    with_nik(cast.person, make_nik(1))
    answer = transfers.look_up(actor=cast.secretary, nik=make_nik(1))
    assert (answer.found, answer.person) == (Found.SEEN, cast.person)
    assert transfers.hits_today(cast.secretary) == 0


def test_look_up_besides_herself(cast):
    person = with_nik(cast.person, make_nik(1))
    answer = transfers.look_up(actor=cast.secretary, nik=make_nik(1), besides=person)
    assert answer.found is Found.FREE


def test_look_up_of_a_stranger_tells_nothing_and_is_logged_where_she_is(cast):
    person = with_nik(cast.other_person, make_nik(1))
    for _ in range(3):
        answer = transfers.look_up(actor=cast.secretary, nik=make_nik(1))
        assert (answer.found, answer.person) == (Found.ELSEWHERE, None)
    log = Reveal.objects.get()
    assert (log.user, log.what, log.area) == (cast.secretary, transfers.HIT, person.area)
    assert Reveal.objects.allowed(cast.other_officer, "core.view_reveal").exists()
    assert not Reveal.objects.allowed(cast.officer, "core.view_reveal").exists()


def spend_the_day(cast) -> None:
    for serial in range(HITS_A_DAY):
        MemberFactory(group=cast.other_group, nik=make_nik(100 + serial))
        transfers.look_up(actor=cast.secretary, nik=make_nik(100 + serial))


def test_after_the_days_hits_a_free_and_a_taken_nik_look_alike(cast):
    with_nik(cast.other_person, make_nik(1))
    with_nik(cast.person, make_nik(2))
    spend_the_day(cast)
    found = [transfers.look_up(actor=cast.secretary, nik=make_nik(n)).found for n in (1, 2, 3)]
    assert found == [Found.NO_MORE, Found.SEEN, Found.NO_MORE]
    assert transfers.look_up(actor=cast.officer, nik=make_nik(3)).found is Found.FREE


def test_the_next_day_begins_anew(cast):
    with time_machine.travel("2026-03-01T10:00:00+07:00"):
        spend_the_day(cast)
        Reveal.objects.update(at=dt.datetime(2026, 3, 1, 3, tzinfo=dt.UTC))
        assert transfers.look_up(actor=cast.secretary, nik=make_nik(3)).found is Found.NO_MORE
    with time_machine.travel("2026-03-02T00:01:00+07:00"):
        assert transfers.look_up(actor=cast.secretary, nik=make_nik(3)).found is Found.FREE


def test_seal_opens_for_its_user_until_tomorrow():
    one, another = UserFactory(), UserFactory()
    token = transfers.seal(one, make_nik(1))
    assert make_nik(1) not in token
    assert transfers.unseal(one, token) == make_nik(1)
    assert transfers.unseal(another, token) == ""
    assert transfers.unseal(one, token[:-4] + "AAAA") == ""
    assert transfers.unseal(one, "é") == ""
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2)):
        assert transfers.unseal(one, token) == ""


def test_request_transfer(cast):
    with_nik(cast.other_person, make_nik(1))
    transfers.request_transfer(
        actor=cast.secretary, nik=make_nik(1), to_group=cast.group, note="pindah ke Bumi Daya"
    )
    request = TransferRequest.objects.get()
    assert (request.person, request.to_group) == (cast.other_person, cast.group)
    assert TransferRequest.objects.allowed(cast.other_officer, "members.answer_transfer").get()
    assert not TransferRequest.objects.allowed(cast.officer, "members.answer_transfer").exists()


@pytest.mark.parametrize("nik", ["", make_nik(77)])
def test_request_transfer_without_anybody_is_refused(cast, nik):
    with pytest.raises(ValidationError):
        transfers.request_transfer(actor=cast.secretary, nik=nik, to_group=cast.group)


def test_request_transfer_to_a_dissolved_group_is_refused(cast):
    with_nik(cast.other_person, make_nik(1))
    gone = GroupFactory(state="dissolved", state_since="2024", state_reason="sepi")
    with pytest.raises(ValidationError):
        transfers.request_transfer(actor=cast.secretary, nik=make_nik(1), to_group=gone)


def test_request_transfer_twice_and_too_often(cast):
    with_nik(cast.other_person, make_nik(1))
    transfers.request_transfer(actor=cast.secretary, nik=make_nik(1), to_group=cast.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        transfers.request_transfer(actor=cast.secretary, nik=make_nik(1), to_group=cast.group)
    for _ in range(HITS_A_DAY - 1):
        TransferRequestFactory(asked_by=cast.secretary)
    MemberFactory(group=cast.other_group, nik=make_nik(2))
    with pytest.raises(ValidationError, match=r"Hari ini|today"):
        transfers.request_transfer(actor=cast.secretary, nik=make_nik(2), to_group=cast.group)


def test_accept_moves_a_member(cast):
    request = TransferRequestFactory(person=cast.other_person, to_group=cast.group)
    membership = transfers.accept_transfer(
        actor=cast.other_officer, request=request, moved="2026-02"
    )
    request.refresh_from_db()
    assert (request.answer, request.answered_by) == ("accepted", cast.other_officer)
    assert (membership.group, membership.joined) == (cast.group, "2026-02")
    assert Person.objects.get(pk=cast.other_person.pk).group == cast.group
    former = cast.other_person.memberships.get(group=cast.other_group)
    assert (former.left, former.leave_reason) == ("2026-02", "other_group")


def test_accept_of_somebody_without_a_group_joins():
    request = TransferRequestFactory(person=PersonFactory())
    membership = transfers.accept_transfer(actor=UserFactory(), request=request, moved="2026")
    assert membership.group == request.to_group


def test_refuse():
    request = TransferRequestFactory()
    transfers.refuse_transfer(actor=UserFactory(), request=request, reason="masih aktif di sini")
    request.refresh_from_db()
    assert (request.answer, request.answer_reason) == ("refused", "masih aktif di sini")
    assert request.answered_at


def died(request: TransferRequest) -> None:
    Person.objects.filter(pk=request.person_id).update(deceased_on="2025")


def dissolve(request: TransferRequest) -> None:
    group = request.to_group
    group.state, group.state_since, group.state_reason = "dissolved", "2025", "sepi"
    group.save()


def already_there(request: TransferRequest) -> None:
    request.to_group = request.person.group
    request.save()


def answered(request: TransferRequest) -> None:
    transfers.refuse_transfer(actor=UserFactory(), request=request, reason="tidak")


@pytest.mark.parametrize("meanwhile", [died, dissolve, already_there, answered])
def test_accept_of_what_can_no_longer_be_is_refused(meanwhile):
    request = TransferRequestFactory()
    meanwhile(request)
    with pytest.raises(ValidationError):
        transfers.accept_transfer(actor=UserFactory(), request=request, moved="2026")
    assert request.person.memberships.count() == 1
