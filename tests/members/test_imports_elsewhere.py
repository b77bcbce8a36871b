"""NIKs of a list that somebody elsewhere holds: refused, and told only to who may know."""

from core.models import Reveal
from members.models import Person
from tests.factories import GroupFactory, MemberFactory
from tests.members.lists import import_list, preview_of, said, table


def test_a_nik_held_elsewhere_is_refused_with_a_link_or_without_a_word(cast):
    neighbour = GroupFactory(name="KWT Sebelah")
    seen = MemberFactory(group=neighbour, name="Ponirah")
    seen.set_nik("1801104101709001")
    seen.save()
    cast.other_person.set_nik("1802014101709001")
    cast.other_person.save()
    data = table(
        [1, "Kasiyem", "1801104101709001", None],
        [2, "Tukinah", "1802014101709001", None],
        [3, "Samini", "1801104101709777", None],
    )
    rows = preview_of(data, cast.officer, cast.group).rows
    assert [row.is_refused for row in rows] == [True, True, False]
    assert rows[0].problems[0].link == seen.get_absolute_url()
    (hidden,) = rows[1].problems
    assert (hidden.link, hidden.offer) == ("", "")
    for secret in (cast.other_person.name, cast.other_group.name, "Ponirah", "Lampung Tengah"):
        assert secret not in said(rows[0]) + said(rows[1])
    rows = preview_of(data, cast.secretary, cast.group).rows
    assert [row.is_refused for row in rows] == [True, True, False]
    assert [row.problems[0].offer for row in rows[:2]] == ["transfer", "transfer"]
    assert [row.problems[0].link for row in rows[:2]] == ["", ""]


def test_a_list_cannot_be_used_to_try_numbers_out(cast):
    for number in range(9):
        person = MemberFactory(group=cast.other_group, name=f"Orang {number}")
        person.set_nik(f"180201410170900{number}")
        person.save()

    def refused(numbers, free=1):
        rows = [[i, f"Kasiyem {i}", f"180201410170900{i}", None] for i in numbers]
        rows += [[0, f"Baru {i}", f"180110410171900{i}", None] for i in range(free)]
        preview = preview_of(table(*rows), cast.secretary, cast.group)
        return [row.is_refused for row in preview.rows], preview

    assert refused([0, 1])[0] == [True, True, False]
    assert refused([0, 1])[0] == [True, True, False]
    hits = Reveal.objects.filter(user=cast.secretary)
    assert hits.count() == 2
    # Four more would be six: nothing is answered, and the day's limit is reached.
    outcomes, preview = refused([2, 3, 4, 5])
    assert outcomes == [True] * 5
    assert {problem.offer for row in preview.rows for problem in row.problems} == {""}
    assert hits.count() == 5
    assert refused([], free=1)[0] == [True]
    assert refused([6])[0] == [True, True]
    assert hits.count() == 5


def test_what_was_answered_for_a_list_is_answered_again_on_its_confirmation(cast):
    for number in range(5):
        person = MemberFactory(group=cast.other_group, name=f"Orang {number}")
        person.set_nik(f"180201410170900{number}")
        person.save()
    rows = [[i, f"Kasiyem {i}", f"180201410170900{i}", None] for i in range(5)]
    preview = import_list(
        table(*rows, [9, "Baru", "1801104101719001", None]), cast.secretary, cast.group
    )
    assert [row.is_refused for row in preview.rows] == [True] * 5 + [False]
    assert Person.objects.filter(group=cast.group, name="Baru").exists()


def test_someone_alike_elsewhere_is_told_only_to_who_may_see_her(cast):
    neighbour = GroupFactory(name="KWT Sebelah")
    MemberFactory(group=neighbour, name="Kasiyem", birth_date="1970-01-01")
    data = table([1, "KASIYEM", "1801104101709001", "1/1/1970"])
    assert preview_of(data, cast.officer, cast.group).rows[0].outcome == "warned"
    assert preview_of(data, cast.secretary, cast.group).rows[0].outcome == "accepted"
