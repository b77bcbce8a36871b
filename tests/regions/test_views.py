import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

URL = "/regions/search/"
BUMI_DAYA = "18.01.10.2013"

pytestmark = pytest.mark.usefixtures("places")


def asked(client, user, **query):
    client.force_login(user)
    return client.get(reverse("regions:region_search"), query)


@pytest.mark.parametrize("typed", ["bumidaya", "Bumi Daya", "palas bumi daya"])
def test_region_search_shows_name_code_and_path(client, cast, typed):
    for user in cast.insiders.values():
        answer = asked(client, user, q=typed)
        assert answer.status_code == 200
        assert [region.code for region in answer.context["regions"]] == [BUMI_DAYA]
    html = answer.content.decode()
    assert f'data-code="{BUMI_DAYA}"' in html
    assert 'data-path="Bumi Daya, Palas, Lampung Selatan, Lampung"' in html
    assert "<small>Palas, Lampung Selatan, Lampung</small>" in html


def test_region_search_is_not_for_strangers(client):
    assert client.get(URL, {"q": "bumi"}).status_code == 302


def test_region_search_puts_the_user_s_region_first(client, cast):
    assert asked(client, cast.officer, q="bumi agung").context["regions"][0].code == "18.01.06.1006"
    near = asked(client, cast.officer, q="bumi agung", near="35.01")
    assert near.context["regions"][0].code == "35.01.01.2001"


def test_region_search_keeps_to_a_level(client, cast):
    assert {
        r.level for r in asked(client, cast.officer, q="lampung", level="2").context["regions"]
    } == {2}
    assert {r.level for r in asked(client, cast.officer, q="menteng").context["regions"]} == {3, 4}


@pytest.mark.parametrize("query", [{}, {"q": "bu"}, {"q": "  "}, {"q": "%%%"}])
def test_region_search_waits_for_three_letters(client, cast, query):
    answer = asked(client, cast.officer, **query)
    assert "Ketik paling sedikit tiga huruf." in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"q": "wakanda"},
        {"q": "bumi", "near": "%' --", "level": "9"},
        {"q": "x" * 5000},
    ],
)
def test_region_search_answers_nonsense_calmly(client, cast, query):
    assert asked(client, cast.officer, **query).status_code == 200


def test_region_search_says_when_there_is_nothing(client, cast):
    html = asked(client, cast.officer, q="wakanda").content.decode()
    assert "Tidak ada wilayah yang cocok." in html
    assert "listbox" not in html


def test_region_search_is_only_read(client, cast):
    client.force_login(cast.officer)
    assert client.post(URL, {"q": "bumi"}).status_code == 405


def test_region_search_costs_the_same_for_one_and_many(client, cast):
    counts = []
    for typed in ("bumi daya", "bumi"):
        with CaptureQueriesContext(connection) as queries:
            asked(client, cast.officer, q=typed)
        counts.append(sum("regions_region" in query["sql"] for query in queries))
    assert counts[0] == counts[1]
