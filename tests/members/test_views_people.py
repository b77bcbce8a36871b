import pytest
from cryptography.fernet import Fernet
from django.core.files.storage import default_storage
from django.urls import reverse

from core import storage
from core.models import Reveal
from members.models import Person
from members.transfers import HITS_A_DAY
from tests.factories import MemberFactory, PersonFactory, make_nik
from tests.pictures import picture, upload

pytestmark = pytest.mark.django_db


def url(name, person, *more):
    return reverse(f"members:{name}", args=[person.code, *more])


@pytest.fixture
def member(cast):
    return MemberFactory(group=cast.group, nik=make_nik(1))


@pytest.mark.parametrize(
    "name", ["person_detail", "person_update", "person_death", "person_reveal_nik"]
)
def test_strangers_find_nobody(client, cast, name):
    for user in cast.strangers:
        client.force_login(user)
        may = name != "person_reveal_nik" or user == cast.other_officer
        assert client.get(url(name, cast.person)).status_code == (404 if may else 403)
    client.force_login(cast.officer)
    assert client.get(url(name, cast.person)).status_code == 200


def test_person_create_as_secretary(client, cast):
    client.force_login(cast.secretary)
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code, "phone": "0812 3345 2211"}
    response = client.post(reverse("members:person_create"), typed)
    person = Person.objects.get(name="Legiyem")
    assert response.url == person.get_absolute_url()
    assert (person.group, person.phone) == (cast.group, "+6281233452211")


def test_person_create_keeps_what_was_typed(client, cast):
    client.force_login(cast.secretary)
    typed = {
        "name": "A" * 5000,
        "nickname": "Yem",
        "sex": "F",
        "group": cast.other_group.code,
        "birth_date": "1850",
        "phone": "bukan nomor",
    }
    response = client.post(
        reverse("members:person_create"), typed | {"photo_file": upload(b"<html>")}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {
        "name",
        "group",
        "birth_date",
        "phone",
        "photo_file",
    }
    assert "<title>Kesalahan:" in page
    assert "Pilih fotonya sekali lagi" in page
    for kept in ("A" * 5000, "Yem", "1850", "bukan nomor"):
        assert kept in page
    assert not Person.objects.filter(nickname="Yem").exists()


def test_person_create_with_a_nik_that_the_user_may_see(client, cast):
    known = MemberFactory(group=cast.group, nik=make_nik(2), name="Tukinah Suwarni")
    client.force_login(cast.secretary)
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code, "nik": make_nik(2)}
    page = client.post(reverse("members:person_create"), typed).content.decode()
    assert "Tukinah Suwarni" in page
    assert known.get_absolute_url() in page
    assert not Person.objects.filter(name="Legiyem").exists()


def test_person_create_with_a_nik_of_elsewhere_tells_neither_who_nor_where(client, cast):
    cast.other_person.set_nik(make_nik(2))
    cast.other_person.save()
    client.force_login(cast.secretary)
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code, "nik": make_nik(2)}
    response = client.post(reverse("members:person_create"), typed)
    page = response.content.decode()
    assert response.context["form"].errors["nik"] == ["NIK ini sudah terdaftar."]
    assert "Minta pindah ke kelompok ini" in page
    told = [cast.other_person.name, cast.other_person.code, cast.other_group.name, "Kalirejo"]
    assert [words for words in told if words in page] == []
    token = response.context["transfer"]["token"].value()
    assert token in page
    assert make_nik(2) not in token


def test_person_create_offers_no_transfer_to_officers(client, cast):
    cast.other_person.set_nik(make_nik(2))
    cast.other_person.save()
    client.force_login(cast.officer)
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code, "nik": make_nik(2)}
    response = client.post(reverse("members:person_create"), typed)
    assert response.context["transfer"] is None
    assert "Minta pindah" not in response.content.decode()


def test_person_create_answers_no_more_once_the_days_hits_are_spent(client, cast):
    client.force_login(cast.secretary)
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code}
    for serial in range(10, 10 + HITS_A_DAY):
        MemberFactory(group=cast.other_group, nik=make_nik(serial))
        client.post(reverse("members:person_create"), typed | {"nik": make_nik(serial)})
    answers = []
    MemberFactory(group=cast.other_group, nik=make_nik(50))
    for serial in (50, 51):
        response = client.post(reverse("members:person_create"), typed | {"nik": make_nik(serial)})
        answers.append((response.context["form"].errors["nik"], response.context["transfer"]))
    assert answers[0] == answers[1]
    assert client.post(reverse("members:person_create"), typed).status_code == 302


def test_person_update(client, cast):
    client.force_login(cast.secretary)
    typed = {"name": "Marsinah Lestiani", "sex": "F", "nickname": "Bu Mar", "birth_date": "1988"}
    typed |= {"village": cast.group.village.path}
    assert client.post(url("person_update", cast.person), typed).status_code == 302
    cast.person.refresh_from_db()
    assert (cast.person.nickname, cast.person.birth_date) == ("Bu Mar", "1988")


def test_person_photo_is_served_to_who_may_see_her_alone(client, cast):
    cast.person.photo = storage.keep_photo(picture())
    cast.person.save()
    for user in [*cast.insiders.values(), *cast.strangers]:
        client.force_login(user)
        response = client.get(url("person_photo", cast.person, "thumb"))
        is_insider = user in cast.insiders.values()
        assert response.status_code == (200 if is_insider else 404)
        assert not is_insider or b"".join(response.streaming_content)[:2] == b"\xff\xd8"


@pytest.mark.parametrize("lack", ["photo", "size"])
def test_person_photo_that_is_not_there(client, cast, lack):
    if lack == "size":
        cast.person.photo = storage.keep_photo(picture(colour="teal"))
        cast.person.save()
        assert default_storage.exists(cast.person.photo.path())
    client.force_login(cast.officer)
    size = "huge" if lack == "size" else "full"
    assert client.get(url("person_photo", cast.person, size)).status_code == 404


def test_person_reveal_nik_asks_why_then_shows_once(client, cast, member):
    client.force_login(cast.officer)
    asked = client.get(url("person_reveal_nik", member))
    assert make_nik(1) not in asked.content.decode()
    empty = client.post(url("person_reveal_nik", member), {"reason": " "})
    assert make_nik(1) not in empty.content.decode()
    assert not Reveal.objects.exists()
    shown = client.post(url("person_reveal_nik", member), {"reason": "berkas bantuan"})
    assert make_nik(1) in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Reveal.objects.get().reason == "berkas bantuan"
    assert make_nik(1) not in client.get(url("person_reveal_nik", member)).content.decode()


@pytest.mark.parametrize("who", ["secretary", "viewer"])
def test_person_reveal_nik_is_not_for(client, cast, member, who):
    client.force_login(getattr(cast, who))
    response = client.post(url("person_reveal_nik", member), {"reason": "ingin tahu"})
    assert response.status_code == 403
    assert not Reveal.objects.exists()


def test_person_reveal_nik_of_nobody(client, cast):
    client.force_login(cast.officer)
    response = client.post(url("person_reveal_nik", cast.person), {"reason": "berkas"})
    assert "belum tercatat" in response.content.decode()
    assert not Reveal.objects.exists()


def test_person_reveal_nik_whose_key_is_missing(client, cast, member, settings):
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    client.force_login(cast.officer)
    response = client.post(url("person_reveal_nik", member), {"reason": "berkas bantuan"})
    assert "Kunci untuk NIK ini tidak ada" in response.content.decode()
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("180110", "Palas, Lampung Selatan, Lampung"),
        ("18.01.10-5105930001", "Palas, Lampung Selatan, Lampung"),
        ("999999", "99.99.99"),
        ("1801", ""),
        ("abcdef", ""),
        ("", ""),
    ],
)
def test_nik_check_names_the_region_alone(client, cast, typed, answer):
    PersonFactory(nik=make_nik(1))
    client.force_login(cast.secretary)
    page = client.post(reverse("members:nik_check"), {"nik": typed}).content.decode().strip()
    assert answer in page if answer else page == ""
    assert client.get(reverse("members:nik_check"), {"nik": typed}).status_code == 405


def test_nik_check_answers_alike_for_a_registered_nik(client, cast):
    PersonFactory(nik=make_nik(1))
    client.force_login(cast.secretary)
    pages = [
        client.post(reverse("members:nik_check"), {"nik": make_nik(serial)}).content
        for serial in (1, 2)
    ]
    assert pages[0] == pages[1]


def test_person_death_and_its_correction(client, cast):
    client.force_login(cast.secretary)
    assert client.post(url("person_death", cast.person), {"died": "Mei 2025"}).status_code == 302
    cast.person.refresh_from_db()
    assert cast.person.deceased_on == "2025-05"
    assert cast.person.memberships.get().leave_reason == "deceased"
    assert client.post(url("person_death", cast.person), {"died": ""}).status_code == 302
    cast.person.refresh_from_db()
    assert cast.person.deceased_on is None


@pytest.mark.parametrize("died", ["", "2090", "1850", "2021"])
def test_person_death_that_cannot_be(client, cast, died):
    client.force_login(cast.secretary)
    response = client.post(url("person_death", cast.person), {"died": died})
    assert response.context["form"].errors
    cast.person.refresh_from_db()
    assert cast.person.deceased_on is None
    assert cast.person.memberships.get().left is None
