import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import duplicates
from members.duplicates import is_one_digit_apart, pairs
from members.models import NotSamePerson, Person
from tests.factories import (
    BALI_AGUNG,
    KALIREJO,
    MemberFactory,
    PersonFactory,
    make_nik,
    region,
)

pytestmark = pytest.mark.django_db
BORN = "1988-04-17"


def found(user, **how):
    """The pairs by name, each with its reasons."""
    people = dict(Person.objects.values_list("pk", "name"))
    return {
        frozenset([people[pair.first], people[pair.second]]): set(pair.reasons)
        for pair in pairs(user, **how)
    }


def test_a_phone_that_two_have_makes_a_pair_and_one_that_many_have_does_not(cast):
    for name in ("Suparmi", "Wagini"):
        PersonFactory(name=name, phone="+6281377778888")
    for number in range(duplicates.MOST_SHARING + 1):
        PersonFactory(name=f"Kasiyem {number}", phone="+6281300000000")
    assert found(cast.officer) == {frozenset(["Suparmi", "Wagini"]): {"phone"}}


@pytest.mark.parametrize(
    ("other", "born", "reasons"),
    [
        ("Siti Aminahh", BORN, {"birth"}),
        ("Siti Aminah", BORN, {"birth", "name"}),
        ("Siti Aminah", "1989", {"name"}),
        ("Siti Aminah", None, {"name"}),
        ("Siti Aminah", "1991-04-17", None),
        ("Siti Aminahh", "1988", None),
        ("Kasiyem", BORN, None),
    ],
)
def test_a_name_makes_a_pair_with_a_birth_date_or_in_one_village(cast, other, born, reasons):
    PersonFactory(name="Siti Aminah", birth_date=BORN)
    PersonFactory(name=other, birth_date=born)
    assert list(found(cast.officer).values()) == ([reasons] if reasons else [])


def test_dates_that_are_known_in_part_make_no_pair_of_similar_names(cast):
    PersonFactory(name="Siti Aminah", birth_date="1988")
    PersonFactory(name="Siti Aminahh", birth_date="1988")
    assert not found(cast.officer)


def test_a_nik_that_differs_in_one_digit_comes_first_and_is_not_shown(cast):
    for name, nik in (("Siti Aminah", 1), ("Siti Aminahh", 2)):
        PersonFactory(name=name, birth_date=BORN, nik=make_nik(nik))
    for name in ("Suparmi", "Suparmii"):
        PersonFactory(name=name, birth_date="1990-01-01", phone="+6281377778888")
    assert [set(pair.reasons) for pair in pairs(cast.officer)] == [
        {"nik", "birth"},
        {"phone", "birth"},
    ]
    assert found(cast.officer, reason="nik") == {
        frozenset(["Siti Aminah", "Siti Aminahh"]): {"nik", "birth"}
    }
    assert make_nik(1) not in repr(pairs(cast.officer))


@pytest.mark.parametrize(
    ("one", "two", "is_near"),
    [("1801", "1802", True), ("1801", "1801", False), ("1801", "1810", False), ("", "", False)],
)
def test_one_digit_apart(one, two, is_near):
    assert is_one_digit_apart(one, two) is is_near


def test_a_pair_of_which_one_lies_elsewhere_is_shown_to_nobody_here(cast):
    PersonFactory(name="Suparmi", phone="+6281377778888")
    PersonFactory(name="Suparmi", phone="+6281377778888", village=region(KALIREJO))
    assert not pairs(cast.officer)
    assert not pairs(cast.other_officer)
    assert not pairs(cast.secretary)
    assert len(pairs(cast.admin)) == 1


def test_a_place_narrows_to_pairs_of_which_one_lies_there(cast):
    here, there = PersonFactory(phone="+6281377778888"), PersonFactory(phone="+6281377778888")
    Person.objects.filter(pk=there.pk).update(village=region(BALI_AGUNG))
    for place, number in (("", 1), (here.area, 1), (BALI_AGUNG, 1), ("18.01.06", 0)):
        assert len(pairs(cast.officer, place=place)) == number, place


def test_where_there_are_too_many_people_a_place_is_chosen_first(cast, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_PEOPLE", 2)
    for village in (region(BALI_AGUNG), region(BALI_AGUNG), cast.group.village):
        PersonFactory(phone="+6281377778888", village=village)
    assert duplicates.is_too_wide(cast.officer)
    assert not duplicates.is_too_wide(cast.officer, BALI_AGUNG)
    assert len(pairs(cast.officer, place=BALI_AGUNG)) == 1


def test_a_reason_is_found_behind_likelier_pairs_of_others(cast, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 1)
    for name in ("Siti Aminah", "Siti Aminahh"):
        PersonFactory(name=name, birth_date=BORN, phone="+6281377778888")
        PersonFactory(name="Kasiyem")
    likeliest, by_name = pairs(cast.officer), pairs(cast.officer, reason="name")
    assert [set(pair.reasons) for pair in likeliest] == [{"phone", "birth"}]
    assert [set(pair.reasons) for pair in by_name] == [{"name"}]


@pytest.mark.parametrize(("most", "is_capped"), [(1, True), (2, False)])
@pytest.mark.parametrize("reason", ["", "phone", "nik"])
def test_whether_there_are_more_is_known_from_what_was_found(
    cast, monkeypatch, most, is_capped, reason
):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", most)
    for number, name in enumerate(("Suparmi", "Wagini", "Kasiyem", "Painem")):
        PersonFactory(name=name, phone=f"+628137777888{number // 2}")
    found = pairs(cast.officer, reason=reason)
    assert len(found) == (0 if reason == "nik" else most)
    assert found.is_capped is is_capped


def test_who_is_not_the_same_is_not_offered_until_that_is_taken_back(cast):
    one, two = (PersonFactory(phone="+6281377778888") for _ in range(2))
    said = NotSamePerson.objects.say(two, one, cast.officer)
    assert NotSamePerson.objects.say(one, two, cast.admin) == said
    assert not pairs(cast.officer)
    said.take_back()
    assert len(pairs(cast.officer)) == 1


def test_as_many_queries_for_many_pairs_as_for_one(cast):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            pairs(cast.officer)
        return len(asked)

    for serial in range(2):
        MemberFactory(name="Suparmi", birth_date=BORN, nik=make_nik(serial + 1))
    queries()  # what the process keeps
    first = queries()
    for serial in range(20):
        MemberFactory(name="Suparmi", birth_date=BORN, nik=make_nik(serial + 100))
    assert queries() == first
    assert len(pairs(cast.officer)) > 100
