"""members.models.person_queries: search, however a name or number is spelt."""

from __future__ import annotations

import pytest
from django.db.models import Q

from members.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    PersonFactory(name="Siti Nur'aini", nickname="Bu Ning", phone="+6281233452211")
    PersonFactory(name="Nurul Sitiamah", phone="+886912345678")
    PersonFactory(name="Andréa Wulan")
    PersonFactory(name="Ni Wayan Astuti")


def found(text: str, **options: Q) -> list[str]:
    people = Person.objects.search(text, **options)
    return [name.split()[0] for name in people.order_by("sort_key").values_list("name", flat=True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("siti nuraini", ["Siti"]),
        ("SITINURAINI", ["Siti"]),
        ("siti nur aini", ["Siti"]),
        ("  Nur'aini  siti ", ["Siti"]),
        ("nuraini", ["Siti"]),
        ("siti", ["Nurul", "Siti"]),
        # The joined phrase finds somebody, so that the single words are not asked.
        ("si tiamah", ["Nurul"]),
        ("nur siti", ["Nurul", "Siti"]),
        ("ning", ["Siti"]),
        ("bu ning", ["Siti"]),
        ("andrea", ["Andréa"]),
        ("ANDRÉA", ["Andréa"]),
        ("ni", ["Ni"]),
        ("s", ["Siti"]),
        ("ni wayan", ["Ni"]),
        ("0812-3345-2211", ["Siti"]),
        ("0812 3345", ["Siti"]),
        ("+62 812", ["Siti"]),
        ("62812", ["Siti"]),
        ("2211", ["Siti"]),
        ("+886 912", ["Nurul"]),
        ("siti 0812", ["Siti"]),
        ("siti 0813", []),
        ("tidak ada", []),
        ("!!", []),
        ("100%", []),
        ("_", []),
        ("\\", []),
        ("", ["Andréa", "Ni", "Nurul", "Siti"]),
        ("   ", ["Andréa", "Ni", "Nurul", "Siti"]),
    ],
)
def test_search(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_search_answers_no_number_to_who_may_not_see_it() -> None:
    nobody = Q(pk__in=[])
    assert found("0812-3345-2211", phones_of=nobody) == []
    assert found("siti 0812", phones_of=nobody) == []
    assert found("siti nuraini", phones_of=nobody) == ["Siti"]
    only_nurul = Q(name__startswith="Nurul")
    assert found("2211", phones_of=only_nurul) == []
    assert found("886912", phones_of=only_nurul) == ["Nurul"]


def test_search_asks_twice_at_most(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert found("nur siti") == ["Nurul", "Siti"]


def test_among_takes_any_number_of_values_as_they_are_kept():
    PersonFactory(name="Siti Aminah")
    PersonFactory(name="Marsinah")
    found = Person.objects.filter(sort_key__among={"siti aminah", "x' OR true --"})
    assert [person.name for person in found] == ["Siti Aminah"]
    assert not Person.objects.filter(sort_key__among=[]).exists()
    many = [f"siti {n}" for n in range(70_000)]
    assert Person.objects.filter(sort_key__among=[*many, "marsinah"]).count() == 1
