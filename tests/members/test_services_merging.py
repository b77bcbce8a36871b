import pytest
from django.core.exceptions import ValidationError

from core.models import OldCode
from members.models import Consent, Membership, NotSamePerson, Person, Relative, TransferRequest
from members.services_merging import VALUES, merge_people
from tests.aid.factories import StoredFileFactory
from tests.factories import (
    ConsentFactory,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PersonFactory,
    PlacementFactory,
    RelativeFactory,
    TransferRequestFactory,
    UserFactory,
    make_nik,
)
from tests.members.merging import merged

pytestmark = pytest.mark.django_db


def test_a_merge_keeps_one_record_with_the_values_that_were_chosen():
    kept = PersonFactory(name="Suparmi", phone="", nickname="Mi")
    other = PersonFactory(name="Suparmi Ningsih", phone="+6281377778888", nik=make_nik(1))
    merged(kept, other, taken=["name", "phone", "nik"])
    kept.refresh_from_db()
    assert (kept.name, kept.nickname, kept.phone) == ("Suparmi Ningsih", "Mi", "+6281377778888")
    assert kept.is_nik(make_nik(1))
    assert kept.read_nik() == make_nik(1)
    assert list(Person.objects.all()) == [kept]


def test_every_field_of_a_person_is_chosen_or_the_databases():
    chosen = {column for columns in VALUES.values() for column in columns}
    own = {"id", "version", "changed_at", "code", "area", "search_key", "sort_key"}
    assert {f.attname for f in Person._meta.concrete_fields} == chosen | own


def test_an_old_code_leads_on_through_two_merges():
    first, second, third = (PersonFactory() for _ in range(3))
    merged(second, first)
    merged(third, second)
    leads = set(OldCode.objects.values_list("code", "new_code", "row", "old_row"))
    assert leads == {
        (first.code, third.code, third.pk, first.pk),
        (second.code, third.code, third.pk, second.pk),
    }


def test_all_that_hangs_on_her_comes_over():
    kept, other = PersonFactory(), PersonFactory()
    stay, relative = PlacementFactory(person=other), RelativeFactory(person=other)
    membership = Membership.objects.create(
        person=other, group=GroupFactory(), left="2020", leave_reason="own_wish"
    )
    merged(kept, other)
    assert [kept.placements.get(), kept.relatives.get()] == [stay, relative]
    assert kept.memberships.get() == membership


def test_of_two_memberships_of_a_group_the_earlier_stays_with_the_office_of_either():
    group = GroupFactory()
    kept, other = MemberFactory(group=group), MemberFactory(group=group)
    Membership.objects.filter(person=kept).update(joined="2023", status="prospective")
    Membership.objects.filter(person=other).update(joined="2021", status="prospective")
    hers = OfficeTermFactory(membership=kept.memberships.get(), office="treasurer")
    merged(kept, other)
    stays = kept.memberships.open().get()
    assert (stays.joined, stays.status, stays.group) == ("2021", "prospective", group)
    assert list(stays.offices.open()) == [hers]
    ended = kept.memberships.get(left__isnull=False)
    assert (ended.joined, ended.leave_reason) == ("2023", Membership.LeaveReason.MERGED)
    kept.refresh_from_db()
    assert kept.group == group


def test_two_offices_of_a_group_are_decided_first():
    group = GroupFactory()
    kept, other = MemberFactory(group=group), MemberFactory(group=group)
    for person, office in ((kept, "chair"), (other, "treasurer")):
        OfficeTermFactory(membership=person.memberships.get(), office=office)
    with pytest.raises(ValidationError):
        merged(kept, other)
    assert Person.objects.filter(pk__in=[kept.pk, other.pk]).count() == 2


@pytest.mark.parametrize("chosen", ["kept", "other"])
def test_of_two_groups_the_chosen_membership_stays_and_her_file_follows(chosen):
    kept, other = MemberFactory(village=None), MemberFactory(village=None)
    group = kept.group if chosen == "kept" else other.group
    merged(kept, other, memberships=group.code)
    kept.refresh_from_db()
    assert kept.memberships.open().get().group == kept.group == group
    assert kept.village is None


def test_a_stay_that_both_have_becomes_one():
    kept, other = PersonFactory(), PersonFactory()
    stay = PlacementFactory(person=kept, country="TW", departed="2011", occupation="")
    PlacementFactory(person=other, country="TW", departed="2011", occupation="perawat lansia")
    differs = PlacementFactory(person=other, country="HK", departed="2011")
    merged(kept, other)
    assert set(kept.placements.all()) == {stay, differs}
    stay.refresh_from_db()
    assert stay.occupation == "perawat lansia"


def test_what_two_writers_withhold_stays_apart():
    """Each may read again what she wrote, and no more."""
    kept, other = PersonFactory(), PersonFactory()
    one, two = UserFactory(), UserFactory()
    PlacementFactory(person=kept, agency="PT Satu", sensitive_by=one)
    PlacementFactory(person=other, employer="Keluarga Chen", sensitive_by=two)
    merged(kept, other)
    rows = kept.placements.values_list("agency", "employer", "sensitive_by")
    assert set(rows) == {("PT Satu", "", one.pk), ("", "Keluarga Chen", two.pk)}


def test_two_who_are_abroad_in_different_places_are_decided_first():
    kept, other = PersonFactory(), PersonFactory()
    abroad = {"status": "abroad", "returned": None}
    PlacementFactory(person=kept, country="TW", departed="2020", **abroad)
    stay = PlacementFactory(person=other, country="HK", departed="2021", **abroad)
    with pytest.raises(ValidationError):
        merged(kept, other)
    type(stay).objects.filter(pk=stay.pk).update(country="TW", departed=None)
    merged(kept, other)
    assert kept.placements.get().departed == "2020"


@pytest.mark.parametrize(
    ("mine", "hers", "answer"),
    [
        ((True, 1, None), (False, 2, None), False),
        ((False, 1, None), (True, 2, None), True),
        ((False, 1, None), (True, 1, None), False),
        ((True, 1, 3), (True, 2, None), False),
        ((True, 1, 2), (True, 3, None), True),
        (None, (True, 1, None), True),
    ],
)
def test_of_consents_her_last_word_holds_and_of_one_day_the_no(mine, hers, answer):
    kept, other = PersonFactory(), PersonFactory()
    for person, word in ((kept, mine), (other, hers)):
        if word:
            is_given, taken, ended = word
            ConsentFactory(
                person=person,
                is_given=is_given,
                taken_on=f"2025-03-0{taken}",
                ended_on=f"2025-03-0{ended}" if ended else None,
            )
    merged(kept, other)
    word = Consent.objects.latest_of(kept)[Consent.Purpose.PHOTO_PUBLISHED]
    assert word.stands == answer
    assert kept.consents.count() == (2 if mine else 1)
    assert kept.consents.standing().count() <= 1


def test_a_no_is_heeded_in_the_record_where_it_was_not_said():
    """In her own it was: whom she has allowed since then stays allowed."""
    kept, other = PersonFactory(), PersonFactory()
    ConsentFactory(person=kept, purpose=Consent.Purpose.FAMILY, is_given=False)
    RelativeFactory(person=kept, name="Sari", consent=Relative.Consent.ALLOWED)
    RelativeFactory(person=other, name="Paiman", consent=Relative.Consent.ALLOWED)
    merged(kept, other)
    words = dict(kept.relatives.values_list("name", "consent"))
    assert words == {"Sari": Relative.Consent.ALLOWED, "Paiman": Relative.Consent.REFUSED}


@pytest.mark.parametrize("says_no", ["kept", "other"])
def test_a_photo_that_either_record_refuses_is_not_taken_over(says_no):
    kept, other = PersonFactory(), PersonFactory()
    refuses, has_photo = (kept, other) if says_no == "kept" else (other, kept)
    has_photo.photo = StoredFileFactory()
    has_photo.save()
    ConsentFactory(person=refuses, purpose=Consent.Purpose.PHOTO_KEPT, is_given=False)
    merged(kept, other, taken=["photo"] if has_photo is other else [])
    kept.refresh_from_db()
    assert (kept.photo, kept.photo_refused) == (None, True)


def test_a_relative_whom_both_name_becomes_one_unless_her_words_differ():
    kept, other = PersonFactory(), PersonFactory()
    RelativeFactory(person=kept, name="Paiman", phone="")
    RelativeFactory(person=other, name="PAIMAN", phone="+6281399004410")
    RelativeFactory(person=other, name="Paiman", phone="", consent="refused")
    merged(kept, other)
    rows = kept.relatives.values_list("name", "phone", "consent")
    assert set(rows) == {("Paiman", "+6281399004410", "not_asked"), ("Paiman", "", "refused")}


def test_of_two_requests_of_a_group_one_waits_on():
    kept, other, group = PersonFactory(), PersonFactory(), GroupFactory()
    for person in (kept, other):
        TransferRequestFactory(person=person, to_group=group)
    merged(kept, other)
    assert TransferRequest.objects.waiting().get().person == kept
    assert kept.transfer_requests.count() == 2


def test_who_is_not_the_other_is_not_the_kept_one():
    kept, other, third, fourth = (PersonFactory() for _ in range(4))
    user = UserFactory()
    pairs = [(kept, other), (kept, third), (other, third), (fourth, other)]
    for one, two in pairs:
        NotSamePerson.objects.say(one, two, user)
    merged(kept, other)
    rows = {frozenset(pair) for pair in NotSamePerson.objects.values_list("first", "second")}
    assert rows == {frozenset([kept.pk, third.pk]), frozenset([kept.pk, fourth.pk])}


def test_who_died_on_one_record_and_is_a_member_on_the_other_is_decided_first():
    kept, other = MemberFactory(), PersonFactory(deceased_on="2024")
    with pytest.raises(ValidationError):
        merged(kept, other, taken=["deceased_on"])
    assert Person.objects.filter(pk=other.pk).exists()


def test_a_record_that_was_changed_meanwhile_is_refused():
    kept, other = PersonFactory(), PersonFactory()
    Person.objects.filter(pk=other.pk).update(nickname="Baru")
    seen = {"kept": kept, "other": other, "taken": [], "answers": {}, "reason": "Sama"}
    with pytest.raises(ValidationError):
        merge_people(actor=UserFactory(), **seen)
    assert Person.objects.filter(pk=other.pk).exists()
