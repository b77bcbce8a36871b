import re

import pytest
from django.urls import reverse

from members.models import NotSamePerson, Person
from tests.factories import (
    KALIREJO,
    GroupFactory,
    MemberFactory,
    NotSamePersonFactory,
    PersonFactory,
    make_nik,
    region,
)
from tests.members.pages import page, signed_in
from tests.queries import allowed, queries_of

pytestmark = pytest.mark.django_db
LIST = "/people/duplicates/"


@pytest.fixture
def pair(cast):
    """Two records of one woman: the second, of the same group's village, knows her phone."""
    first = MemberFactory(group=cast.group, name="Suparmi", birth_date="1988-04-17")
    second = PersonFactory(
        name="Suparmii", birth_date="1988-04-17", phone="+6281377778888", nickname="Mi"
    )
    first.refresh_from_db()
    return first, second


def merge_url(first, second):
    return reverse("members:merge", args=[first.code, second.code])


def answers(first, second, **more):
    """What the page of ``pair`` sends: all values of the second record."""
    values = ("name", "phone", "nickname")
    return {
        "keep": first.code,
        "seen_first": first.version,
        "seen_second": second.version,
        "reason": "Tercatat dua kali",
        **{f"value-{name}": second.code for name in values},
        **more,
    }


def test_duplicate_list_shows_the_pairs_of_ones_region(cast, pair):
    shown = page(cast.officer, LIST)
    assert merge_url(*pair) in shown
    assert '<span class="chip chip-missing">nama mirip, tanggal lahir sama</span>' in shown
    assert '<span class="chip chip-missing">nomor HP sama</span>' not in shown
    assert "1 pasang" in shown
    assert "+6281377778888" not in shown
    assert merge_url(*pair) not in page(cast.other_officer, LIST)
    for user in (cast.secretary, cast.viewer):
        assert signed_in(user).get(LIST).status_code == 403


def test_duplicate_list_is_narrowed_by_reason_and_place(cast, pair):
    region("18.01.06")
    for query, number in (
        ("reason=birth", 1),
        ("reason=phone", 0),
        ("place=18.01.10", 1),
        ("place=18.01.06", 0),
        ("reason=hobby", 1),
        ("page=7", 0),
    ):
        assert page(cast.officer, f"{LIST}?{query}").count(merge_url(*pair)) == number, query


def test_duplicate_list_counts_for_the_home_page(cast, pair):
    assert f'hx-get="{LIST}?count=1"' in page(cast.officer, "/")
    assert LIST not in page(cast.secretary, "/")
    assert "1 pasang" in page(cast.officer, f"{LIST}?count=1")


def test_duplicate_list_of_too_many_asks_for_a_place(cast, pair, monkeypatch):
    monkeypatch.setattr("members.duplicates.MOST_PEOPLE", 1)
    shown = page(cast.officer, LIST)
    assert merge_url(*pair) not in shown
    assert "Pilih tempat" in shown


def test_duplicate_list_costs_as_many_queries_for_one_pair_as_for_fifty(cast, pair):
    client = signed_in(cast.officer)
    first = queries_of(client, LIST)
    for number in range(50):
        PersonFactory(name="Suparmi", birth_date="1988-04-17", nik=make_nik(number + 1))
    assert queries_of(client, LIST) == first == allowed("officer /people/duplicates/")


def test_duplicate_dismiss_is_remembered_and_taken_back(cast, pair):
    first, second = pair
    client = signed_in(cast.officer)
    url = reverse("members:duplicate_dismiss", args=[second.code, first.code])
    for _press in range(2):
        assert client.post(url).status_code == 302
    said = NotSamePerson.objects.get()
    assert (said.first, said.second, said.said_by) == (first, second, cast.officer)
    assert merge_url(*pair) not in page(cast.officer, LIST)
    assert "dua orang yang berbeda" in page(cast.officer, merge_url(*pair))
    back = reverse("members:duplicate_restore", args=[said.code])
    assert back in page(cast.officer, f"{LIST}not-same/")
    for _press in range(2):
        assert client.post(back).status_code == 302
    assert merge_url(*pair) in page(cast.officer, LIST)
    assert back not in page(cast.officer, f"{LIST}not-same/")


def test_a_pair_with_somebody_elsewhere_is_nobodys_to_decide(cast, pair):
    first, foreign = pair[0], cast.other_person
    said = NotSamePersonFactory(first=first, second=PersonFactory())
    NotSamePerson.objects.filter(pk=said.pk).update(first=cast.other_person)
    for user in (cast.officer, cast.other_officer):
        client = signed_in(user)
        for one, two in ((first, foreign), (foreign, first)):
            assert client.get(merge_url(one, two)).status_code == 404
            url = reverse("members:duplicate_dismiss", args=[one.code, two.code])
            assert client.post(url).status_code == 404
        back = reverse("members:duplicate_restore", args=[said.code])
        assert client.post(back).status_code == 404
    assert signed_in(cast.secretary).get(merge_url(*pair)).status_code == 403


@pytest.mark.parametrize("name", ["merge", "duplicate_dismiss"])
def test_one_record_twice_is_a_sentence(cast, pair, name):
    url = reverse(f"members:{name}", args=[pair[0].code, pair[0].code])
    answer = signed_in(cast.officer).post(url, follow=True)
    assert "Ini satu data yang sama" in answer.content.decode()
    assert not NotSamePerson.objects.exists()


def test_merge_shows_both_and_chooses_what_only_one_knows(cast, pair):
    second = pair[1]
    shown = page(cast.officer, merge_url(*pair))
    chosen = set(re.findall(r'name="(value-\w+)"[^>]* value="(\w+)"[^>]*checked', shown))
    assert chosen == {("value-phone", second.code), ("value-nickname", second.code)}
    assert 'name="value-name"' in shown
    assert "value-birth_date" not in shown
    # The open membership says who keeps her file: it is neither asked nor called the same.
    assert "Kelompok penyimpan berkas" not in shown


def test_merge_is_checked_and_then_done(cast, pair):
    first, second = pair
    client = signed_in(cast.officer)
    sent = answers(*pair)
    check = client.post(merge_url(*pair), sent)
    text = check.content.decode()
    assert check.status_code == 200
    assert 'name="confirmed"' in text
    assert f'name="value-name" value="{second.code}"' in text
    assert Person.objects.filter(pk=second.pk).exists()
    back = client.post(merge_url(*pair), sent | {"back": "1"}).content.decode()
    assert 'name="confirmed"' not in back
    assert "Tercatat dua kali" in back
    done = client.post(merge_url(*pair), sent | {"confirmed": "1"})
    assert done["Location"] == first.get_absolute_url()
    first.refresh_from_db()
    assert (first.name, first.phone, first.nickname) == ("Suparmii", "+6281377778888", "Mi")
    assert not Person.objects.filter(pk=second.pk).exists()


def test_merge_without_an_answer_keeps_the_others(cast, pair):
    sent = answers(*pair, confirmed="1") | {"value-name": "", "keep": "abcdefghjk"}
    answer = signed_in(cast.officer).post(merge_url(*pair), sent)
    assert {"value-name", "keep"} == answer.context["form"].errors.keys()
    assert "Tercatat dua kali" in answer.content.decode()
    assert Person.objects.filter(pk=pair[1].pk).exists()


def test_merge_of_what_somebody_else_has_changed_is_looked_at_again(cast, pair):
    second = pair[1]
    sent = answers(*pair, confirmed="1")
    Person.objects.filter(pk=second.pk).update(hamlet="Dusun II")
    client = signed_in(cast.officer)
    answer = client.post(merge_url(*pair), sent)
    assert "diubah orang lain" in answer.content.decode()
    assert "Dusun II" in answer.content.decode()
    second.refresh_from_db()
    sent |= {"seen_second": second.version, "value-hamlet": second.code}
    assert client.post(merge_url(*pair), sent).status_code == 302


def test_merge_of_members_of_two_groups_asks_which_stays(cast):
    first = MemberFactory(group=cast.group, name="Suparmi")
    second = MemberFactory(group=GroupFactory(), name="Suparmi")
    client = signed_in(cast.officer)
    first.refresh_from_db()
    second.refresh_from_db()
    sent = answers(first, second, confirmed="1")
    refused = client.post(merge_url(first, second), sent)
    assert refused.context["form"].errors.keys() == {"part-memberships"}
    sent["part-memberships"] = second.group.code
    assert client.post(merge_url(first, second), sent).status_code == 302
    first.refresh_from_db()
    assert first.group == second.group


def test_merge_of_two_niks_shows_neither(cast):
    first, second = (PersonFactory(name="Suparmi", nik=make_nik(n)) for n in (1, 2))
    client = signed_in(cast.officer)
    shown = client.get(merge_url(first, second)).content.decode()
    assert 'name="value-nik"' in shown
    assert not re.search(r"\d{16}", shown)
    sent = {
        "keep": first.code,
        "seen_first": first.version,
        "seen_second": second.version,
        "reason": "Salah ketik",
        "value-nik": second.code,
    }
    check = client.post(merge_url(first, second), sent).content.decode()
    assert not re.search(r"\d{16}", check)
    client.post(merge_url(first, second), sent | {"confirmed": "1"})
    first.refresh_from_db()
    assert first.is_nik(make_nik(2))


def test_merge_start_finds_her_own_name_a_code_and_nobody_elsewhere(cast, pair):
    first, second = pair
    PersonFactory(name="Suparmi", village=region(KALIREJO))
    url = reverse("members:merge_start", args=[first.code])
    assert url in page(cast.officer, first.get_absolute_url())
    for query in ("", f"?q={second.code.upper()}", "?q=parmi"):
        shown = page(cast.officer, url + query)
        assert re.findall(r'href="(/people/merge/[^"]+)"', shown) == [merge_url(*pair)], query
    for query in ("?q=", "?q=Kasiyem", f"?q={first.code}"):
        assert "/people/merge/" not in page(cast.officer, url + query), query
    assert "NIK tidak dicari" in page(cast.officer, f"{url}?q={make_nik(1)}")
    assert signed_in(cast.secretary).get(url).status_code == 403
    assert signed_in(cast.other_officer).get(url).status_code == 404
