import pytest
from django.urls import reverse

from members.models import Placement, Relative
from tests.factories import OccupationFactory, PlacementFactory, RelativeFactory

pytestmark = pytest.mark.django_db
STAY = {"country": "TW", "status": "returned", "departed": "2011", "returned": "Juni 2018"}


def url(name, *rows):
    return reverse(f"members:{name}", args=[row.code for row in rows])


def test_placement_create(client, cast):
    occupation = OccupationFactory(name="perawat lansia")
    client.force_login(cast.secretary)
    typed = STAY | {"occupation": "Perawat Lansia", "agency": "PT Contoh"}
    assert client.post(url("placement_create", cast.person), typed).status_code == 302
    stay = cast.person.placements.get()
    assert (stay.returned, stay.occupation_ref) == ("2018-06", occupation)
    assert (stay.agency, stay.sensitive_by) == ("PT Contoh", cast.secretary)


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": ""},
        {"status": ""},
        {"departed": "1850"},
        {"returned": "2090"},
        {"status": "abroad"},
        {"departed": "2020"},
        {"agency": "x" * 5000},
    ],
)
def test_placement_create_refused_keeps_the_input(client, cast, wrong):
    client.force_login(cast.secretary)
    typed = STAY | {"sector": "rumah tangga"} | wrong
    response = client.post(url("placement_create", cast.person), typed)
    assert response.context["form"].errors
    assert "rumah tangga" in response.content.decode()
    assert not Placement.objects.exists()


def test_placement_update_withholds_what_the_officer_wrote(client, cast):
    stay = PlacementFactory(person=cast.person, agency="PT Contoh", sensitive_by=cast.officer)
    client.force_login(cast.secretary)
    page = client.get(url("placement_update", cast.person, stay)).content.decode()
    assert "PT Contoh" not in page
    assert "dirahasiakan" in page
    typed = STAY | {"agency": "PT Lain", "sector": "pabrik"}
    assert client.post(url("placement_update", cast.person, stay), typed).status_code == 302
    stay.refresh_from_db()
    assert (stay.sector, stay.agency, stay.sensitive_by) == ("pabrik", "PT Contoh", cast.officer)


@pytest.mark.parametrize("who", ["officer", "writer", "nobody wrote"])
def test_placement_update_shows_what_the_user_may_read(client, cast, who):
    user = cast.officer if who == "officer" else cast.secretary
    agency = "" if who == "nobody wrote" else "PT Contoh"
    stay = PlacementFactory(person=cast.person, agency=agency, sensitive_by=cast.secretary)
    client.force_login(user)
    page = client.get(url("placement_update", cast.person, stay)).content.decode()
    assert 'name="agency"' in page
    assert agency in page


def test_relative_create_asks_for_her_word(client, cast):
    client.force_login(cast.secretary)
    typed = {"name": "Paiman", "relation": "husband", "phone": "0813 9900 4410"}
    response = client.post(url("relative_create", cast.person), typed)
    assert "consent" in response.context["form"].errors
    typed["consent"] = "not_asked"
    assert client.post(url("relative_create", cast.person), typed).status_code == 302
    relative = cast.person.relatives.get()
    assert (relative.phone, relative.may_be_contacted) == ("+6281399004410", False)


def test_relative_create_told_by_another(client, cast):
    client.force_login(cast.secretary)
    typed = {"name": "Paiman", "relation": "husband", "consent": "allowed", "source": "Sarti"}
    assert client.post(url("relative_create", cast.person), typed).context["form"].errors
    typed["source_date"] = "3 Mei 2026"
    assert client.post(url("relative_create", cast.person), typed).status_code == 302
    assert str(cast.person.relatives.get().source_date) == "2026-05-03"


def test_relative_update(client, cast):
    relative = RelativeFactory(person=cast.person)
    client.force_login(cast.secretary)
    typed = {"name": "Paiman", "relation": "husband", "consent": "allowed"}
    assert client.post(url("relative_update", cast.person, relative), typed).status_code == 302
    relative.refresh_from_db()
    assert (relative.consent, relative.phone) == ("allowed", "+6281399004410")


def test_relative_end_keeps_the_row(client, cast):
    relative = RelativeFactory(person=cast.person)
    client.force_login(cast.secretary)
    address = url("relative_end", cast.person, relative)
    assert client.post(address, {"ended_on": "1 Mei 2026"}).context["form"].errors
    typed = {"ended_on": "1 Mei 2026", "end_reason": "sudah bercerai"}
    assert client.post(address, typed).status_code == 302
    assert Relative.objects.get().end_reason == "sudah bercerai"
    page = client.get(cast.person.get_absolute_url()).content.decode()
    assert "sudah bercerai" in page
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["placement_update", "relative_update", "relative_end"])
def test_rows_of_strangers_and_of_other_people(client, cast, name):
    factory = PlacementFactory if name == "placement_update" else RelativeFactory
    row = factory(person=cast.person)
    for user in cast.strangers:
        client.force_login(user)
        assert client.get(url(name, cast.person, row)).status_code == 404
    client.force_login(cast.viewer)
    assert client.get(url(name, cast.person, row)).status_code == 403
    client.force_login(cast.admin)
    assert client.get(url(name, cast.other_person, row)).status_code == 404
    assert client.get(url(name, cast.person, row)).status_code == 200


@pytest.mark.parametrize("name", ["placement_create", "relative_create"])
def test_nothing_is_added_to_strangers(client, cast, name):
    client.force_login(cast.other_secretary)
    assert client.post(url(name, cast.person), STAY).status_code == 404
    assert not cast.person.placements.exists()
