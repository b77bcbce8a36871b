import pytest
from django.utils.translation import override

from core.indonesia import DESTINATIONS, countries, country_name, find_country


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Taiwan", "TW"),
        ("TAIWAN (ROC)", "TW"),
        ("Negara Taiwan", "TW"),
        ("Taipei, Taiwan", "TW"),
        ("Hongkong", "HK"),
        ("Hong Kong", "HK"),
        ("hong-kong", "HK"),
        ("Saudi", "SA"),
        ("Arab Saudi", "SA"),
        ("Saudi Arabia", "SA"),
        ("Jeddah", "SA"),
        ("Korsel", "KR"),
        ("Korea", "KR"),
        ("Korea Selatan", "KR"),
        ("South Korea", "KR"),
        ("UEA", "AE"),
        ("Uni Emirat Arab", "AE"),
        ("Dubai", "AE"),
        ("Brunei", "BN"),
        ("Brunei Darussalam", "BN"),
        ("Inggris", "GB"),
        ("Amerika", "US"),
        ("Amerika Serikat", "US"),
        ("Malaysia", "MY"),
        ("Singapore", "SG"),
        ("Singapura", "SG"),
        ("Jepang", "JP"),
        ("Cina", "CN"),
        ("Katar", "QA"),
        ("Trinidad dan Tobago", "TT"),
        ("Bosnia dan Herzegovina", "BA"),
        ("tw", "TW"),
    ],
)
def test_countries_as_people_write_them(typed, code):
    assert find_country(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "-", "Wakanda", "luar negeri", "Malaysia / Singapura", "x" * 5000]
)
def test_what_is_no_country_or_two(typed):
    assert find_country(typed) is None


def test_the_office_s_own_spellings_count():
    assert find_country("Negeri Formosa Raya", {"negeriformosaraya": "TW"}) == "TW"
    assert find_country("Kroasiah") is None
    assert find_country("Kroasiah", {"kroasiah": "HR"}) == "HR"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_country_is_found_by_its_own_name(language):
    names = countries(language)
    assert len(names) == 249
    assert [code for code, name in names.items() if find_country(name) != code] == []


def test_names_are_those_of_the_office():
    with override("id"):
        assert country_name("HK") == "Hong Kong"
        assert country_name("KR") == "Korea Selatan"
        assert country_name("SA") == "Arab Saudi"
        assert next(iter(countries().values())) == "Afganistan"
    with override("en"):
        assert country_name("KR") == "South Korea"
        assert country_name("HK") == "Hong Kong"
    assert country_name("") == ""
    assert country_name("??") == "??"


def test_destinations_are_countries():
    assert set(DESTINATIONS) <= set(countries("id"))
