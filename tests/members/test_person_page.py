import pytest
import time_machine
from django.urls import reverse

from tests.factories import (
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
    make_nik,
)
from tests.queries import allowed, queries_of

pytestmark = pytest.mark.django_db

PRIVATE = {
    "name": "Samini Prihatin",
    "birth_place": "Kalianda",
    "birth_date": "1988-04-17",
    "hamlet": "Sidodadi",
    "rt": "005",
    "rw": "002",
    "phone": "+6281233452211",
}


def url(name, person, *more):
    return reverse(f"members:{name}", args=[person.code, *more])


def page_of(client, user, person):
    client.force_login(user)
    response = client.get(url("person_detail", person))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def member(cast):
    member = MemberFactory(group=cast.group, nik=make_nik(1), **PRIVATE)
    OfficeTermFactory(membership=member.memberships.get())
    PlacementFactory(
        person=member,
        occupation="perawat lansia",
        agency="PT Contoh",
        return_reason="ill",
        returned="2018-06",
        sensitive_by=cast.officer,
    )
    return member


@time_machine.travel("2026-11-24T10:00:00+07:00")
def test_person_detail_says_first_who_she_is_and_how_to_reach_her(client, cast, member):
    page = page_of(client, cast.secretary, member)
    for words in [
        "Samini Prihatin",
        "Ketua",
        "anggota sejak 12 Maret 2022",
        "Pulang dari Taiwan 8 tahun lalu",
        'href="tel:+6281233452211"',
        'href="https://wa.me/6281233452211"',
        "Kalianda, 17 April 1988",
        "38 tahun",
        "Dusun Sidodadi, RT 005 RW 002, Bumi Daya, Palas",
        "tercatat",
    ]:
        assert words in page, words


@time_machine.travel("2026-11-24T10:00:00+07:00")
def test_person_detail_withholds_from_the_viewer_and_says_so(client, cast, member):
    RelativeFactory(person=member, consent="allowed")
    page = page_of(client, cast.viewer, member)
    hidden = [
        "81233452211",
        "17 April",
        "Sidodadi",
        "RT 005",
        "PT Contoh",
        "sakit",
        "Paiman",
        "4410",
    ]
    assert [words for words in hidden if words in page] == []
    assert page.count("dirahasiakan") >= 6
    assert "38 tahun" in page
    assert "Bumi Daya, Palas" in page


@pytest.mark.parametrize("who", ["officer", "secretary", "viewer"])
def test_person_detail_never_shows_the_nik(client, cast, member, who):
    page = page_of(client, getattr(cast, who), member)
    assert make_nik(1) not in page
    assert ("Tampilkan" in page) == (who == "officer")


def test_person_detail_shows_sensitive_values_to_officers_and_their_writer(client, cast, member):
    assert "PT Contoh" in page_of(client, cast.officer, member)
    assert "PT Contoh" not in page_of(client, cast.secretary, member)
    member.placements.update(sensitive_by=cast.secretary)
    assert "PT Contoh" in page_of(client, cast.secretary, member)


@pytest.mark.parametrize("consent", ["not_asked", "refused"])
def test_person_detail_shows_no_phone_of_relatives_without_consent(client, cast, member, consent):
    relative = RelativeFactory(person=member, consent=consent)
    assert "4410" not in page_of(client, cast.officer, member)
    relative.consent = "allowed"
    relative.save()
    assert "4410" in page_of(client, cast.officer, member)


def test_person_detail_of_somebody_abroad(client, cast):
    member = MemberFactory(group=cast.group)
    PlacementFactory(person=member, status="abroad", departed="2024-02", returned=None)
    assert "Masih di Taiwan, sejak Februari 2024" in page_of(client, cast.officer, member)


def test_person_detail_of_an_unknown_return_claims_nothing(client, cast):
    member = MemberFactory(group=cast.group)
    PlacementFactory(person=member, status="unknown", returned=None)
    page = page_of(client, cast.officer, member)
    assert "belum diketahui" in page
    assert "Masih di" not in page.split("<main")[1]


def test_person_detail_of_somebody_who_died(client, cast):
    member = MemberFactory(group=cast.group, deceased_on="2025-02", birth_date="1980")
    page = page_of(client, cast.officer, member)
    assert "meninggal Februari 2025" in page
    assert "Belum lengkap" not in page


def test_person_detail_lists_what_is_missing_with_the_way_to_it(client, cast):
    page = page_of(client, cast.officer, cast.person)
    assert f"{url('person_update', cast.person)}#div_id_photo_file" in page
    assert "#div_id_birth_date" not in page


def test_person_detail_leads_the_secretary_to_one_question(client, cast):
    page = page_of(client, cast.secretary, cast.person)
    assert f"/people/{cast.person.code}/answers/photo/" in page
    assert "/answers/birth_date/" not in page


def test_person_detail_offers_only_what_the_user_may_do(client, cast):
    links = ["person_answers", "membership_leave", "office_change", "person_update"]
    links.append("membership_move")
    shown = {
        who: [
            name for name in links if url(name, cast.person) in page_of(client, user, cast.person)
        ]
        for who, user in cast.insiders.items()
    }
    assert shown["viewer"] == []
    assert shown["secretary"] == links[:3]
    assert shown["officer"] == shown["administrator"] == links[1:]


def test_person_detail_costs_the_same_for_a_long_story(client, cast):
    short, long = MemberFactory(group=cast.group), MemberFactory(group=cast.group)
    PlacementFactory(person=short)
    RelativeFactory(person=short)
    for year in range(2000, 2012):
        PlacementFactory(person=long, departed=str(year), returned=str(year))
        RelativeFactory(person=long)
    client.force_login(cast.officer)
    few, many = (queries_of(client, url("person_detail", person)) for person in (short, long))
    assert few == many == allowed("officer /people/CODE/")
