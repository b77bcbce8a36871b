"""After a merge: the old code leads on, and the record that stayed tells both lives."""

import pytest
from django.urls import reverse

from core.history_words import history_entries
from core.imports.engine import read_file, review
from members.imports.roster import Roster
from members.models import Person
from members.services import reveal_nik
from tests.factories import MemberFactory, PersonFactory, PlacementFactory, make_nik
from tests.members.merging import merged
from tests.members.pages import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(cast):
    """(the record that stayed, the old code)."""
    kept = MemberFactory(group=cast.group, name="Suparmi")
    other = PersonFactory(name="Suparmi Ningsih", village=cast.group.village, phone="+62813777788")
    PlacementFactory(person=other, country="QA")
    merged(kept, other, actor=cast.officer)
    kept.refresh_from_db()
    return kept, other.code


@pytest.mark.parametrize("name", ["person_detail", "person_update", "placement_create"])
def test_a_page_with_the_old_code_leads_to_the_same_page(cast, both, name):
    kept, old = both
    answer = signed_in(cast.officer).get(reverse(f"members:{name}", args=[old]) + "?check=1")
    expected = reverse(f"members:{name}", args=[kept.code]) + "?check=1"
    assert (answer.status_code, answer["Location"]) == (302, expected)


def test_the_old_code_leads_nobody_who_may_not_see_where(cast, both):
    url = reverse("members:person_detail", args=[both[1]])
    assert signed_in(cast.other_officer).get(url).status_code == 404
    assert signed_in(cast.secretary).get(url).status_code == 302


def test_a_post_to_the_old_code_saves_nothing_and_says_so(cast, both):
    kept, old = both
    url = reverse("members:person_update", args=[old])
    answer = signed_in(cast.officer).post(url, {"name": "Lain", "sex": "F"}, follow=True)
    assert answer.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "belum tersimpan" in answer.content.decode()
    assert not Person.objects.filter(name="Lain").exists()


def test_a_search_for_the_old_code_opens_the_page(cast, both):
    kept, old = both
    answer = signed_in(cast.officer).get("/search/", {"q": old.upper()})
    assert answer["Location"] == kept.get_absolute_url()


def test_a_list_with_the_old_code_means_the_one_who_stayed(cast, both):
    _kept, old = both
    spec = Roster(user=cast.officer, group=cast.group)
    preview = read_file(spec, f"Kode;Nama\n{old};Suparmi\n".encode(), "daftar.csv")
    review(spec, preview)
    assert [row.is_refused for row in preview.rows] == [False]


def test_the_page_and_the_change_log_tell_both_lives(cast, both):
    kept, _old = both
    assert "Qatar" in page(cast.officer, kept.get_absolute_url())
    merge, *before = history_entries(kept, cast.officer).entries
    assert merge.what.startswith("menggabungkan dua data menjadi satu: Suparmi Ningsih")
    assert merge.reason == "Tercatat dua kali"
    assert any("Suparmi Ningsih" in entry.what for entry in before)
    assert any("Qatar" in entry.what for entry in before)


def test_who_saw_a_nik_is_told_by_the_name_of_the_record_that_stayed(cast):
    kept, other = PersonFactory(name="Suparmi"), PersonFactory(name="Lain", nik=make_nik(1))
    reveal_nik(actor=cast.officer, person=other, reason="Surat pengantar")
    merged(kept, other)
    shown = page(cast.officer, "/disclosures/")
    assert "Suparmi" in shown
    assert "members.person:" not in shown
