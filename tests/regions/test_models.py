import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from regions.models import Region

pytestmark = pytest.mark.usefixtures("places")

BUMI_DAYA = "18.01.10.2013"


def codes(found):
    return [region.code for region in found]


@pytest.mark.parametrize(
    "typed",
    ["bumidaya", "Bumi Daya", "BUMI DAYA", "bumi-daya", "palas bumi daya", "Desa Bumi Daya",
     "bumi daya kec. palas kab. lampung selatan", "Bumi Daya, Palas, Lampung Selatan, Lampung"],
)  # fmt: skip
def test_search_finds_a_village_however_it_is_written(typed):
    assert codes(Region.objects.villages().search(typed)) == [BUMI_DAYA]


def test_search_takes_parts_of_words_and_every_word():
    assert codes(Region.objects.search("palas bumi")) == ["18.01.10.2018", BUMI_DAYA]
    assert codes(Region.objects.search("marang")) == ["35.01.01.2002"]
    assert codes(Region.objects.search("lubuk i,ii")) == ["18.02.01.2004"]
    assert not Region.objects.search("palas menteng").exists()


def test_search_puts_the_exact_name_first_then_beginnings():
    found = codes(Region.objects.search("palas"))
    assert found[:2] == ["18.01.10", "18.01.10.2001"]
    assert len(found) == 4
    assert codes(Region.objects.search("lampung"))[0] == "18"
    assert codes(Region.objects.search("menteng")) == ["31.71.06", "31.71.06.1001"]


def test_search_puts_the_near_region_first():
    assert codes(Region.objects.search("bumi agung")) == ["35.01.01.2001", "18.01.06.1006"]
    near = Region.objects.search("bumi agung", near="18.01")
    assert codes(near) == ["18.01.06.1006", "35.01.01.2001"]


def test_search_knows_what_people_call_the_capital():
    assert "31.71.06.1001" in codes(Region.objects.search("menteng dki"))


@pytest.mark.parametrize("typed", ["", "  ", "!!", "%", "_"])
def test_search_of_no_word_finds_nothing(typed):
    assert not Region.objects.search(typed).exists()


def test_search_of_a_word_for_a_level_alone_still_searches():
    assert codes(Region.objects.search("kabupaten")) == []
    assert Region.objects.search("desa " * 500).count() == 0


def test_search_uses_the_trigram_index():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Region.objects.search("palas bumi").explain()
    assert "region_by_part_of_path" in plan


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (BUMI_DAYA, [BUMI_DAYA]),
        ("bumi daya", [BUMI_DAYA]),
        ("Bumi Agung", ["18.01.06.1006", "35.01.01.2001"]),
        ("Bumi Agung, Kalianda, Lampung Selatan, Lampung", ["18.01.06.1006"]),
        ("Kabupaten Lampung Selatan", ["18.01"]),
        ("bumi", []),
        ("palas bumi daya", []),
        ("18.99", []),
        ("", []),
    ],
)
def test_named_wants_the_whole_name(typed, found):
    assert codes(Region.objects.named(typed).order_by("code")) == found


def test_within_is_the_region_and_all_below():
    inside = codes(Region.objects.within("18.01.10"))
    assert inside == ["18.01.10", "18.01.10.2001", BUMI_DAYA, "18.01.10.2018"]
    assert Region.objects.within("").count() == Region.objects.count()


def test_a_region_knows_its_place():
    village = Region.objects.get(code=BUMI_DAYA)
    assert str(village) == "Bumi Daya, Palas, Lampung Selatan, Lampung"
    assert village.above == "Palas, Lampung Selatan, Lampung"
    assert village.parent_code == "18.01.10"
    assert village.level == Region.Level.VILLAGE
    assert str(Region.objects.get(code="18.01")) == "Kabupaten Lampung Selatan, Lampung"
    assert Region.objects.get(code="32.76.05.1001").path.endswith("Kota Depok, Jawa Barat")
    assert Region.objects.get(code="18").parent_code == ""
    assert Region.objects.get(code="18").above == ""


@pytest.mark.parametrize(("code", "level"), [("18.1", 2), ("18.01", 3), ("18-03", 2), ("1", 1)])
def test_a_code_has_the_form_of_its_level(code, level):
    region = Region(code=code, name="X", level=level, path="X", search_key="x")
    with pytest.raises(ValidationError, match=r"18\.01\.10\.2013"):
        region.full_clean(validate_unique=False)
    with (
        pytest.raises(IntegrityError, match="region_code_has_its_levels_form"),
        transaction.atomic(),
    ):
        region.save()
