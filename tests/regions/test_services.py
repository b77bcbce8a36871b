import pytest
from django.core.management import call_command
from django.db import connection

from core.indonesia import RegionName, regions_release
from core.text import name_key
from regions import services
from regions.models import Edition, Region
from regions.services import load_regions, replace_regions


@pytest.mark.django_db
def test_load_regions_brings_all_of_indonesia_once(monkeypatch, capsys):
    assert load_regions() == 91_599
    levels = [Region.objects.filter(level=level).count() for level in Region.Level]
    assert levels == [38, 514, 7_285, 83_762]
    assert not Region.objects.filter(is_current=False).exists()
    village = Region.objects.get(code="18.01.10.2013")
    assert village.path == "Bumi Daya, Palas, Lampung Selatan, Lampung"
    assert Region.objects.within("18.01").filter(level=3).count() == 17
    assert Region.objects.within("18.01").filter(level=4).count() == 260
    assert Region.objects.villages().search("palas bumi")[0].path.startswith("Bumi")
    assert Edition.objects.get().release == regions_release()

    monkeypatch.setattr(services, "replace_regions", lambda _: pytest.fail("loaded again"))
    call_command("load_regions")
    assert capsys.readouterr().out == "91,599 regions\n"


def test_a_new_release_updates_adds_and_keeps_old_codes(places):
    kept = {region.code: region.pk for region in Region.objects.all()}
    changed = [
        RegionName(code, "Bumi Raya" if code == "18.01.10.2013" else name)
        for code, name in places
        if not code.startswith("35")
    ]
    replace_regions([*changed, RegionName("18.03", "Kabupaten Lampung Utara")])
    assert Region.objects.get(code="18.01.10.2013").path.startswith("Bumi Raya, Palas")
    assert Region.objects.get(code="18.03").path == "Kabupaten Lampung Utara, Lampung"
    gone = Region.objects.get(code="35.01.01.2001")
    assert not gone.is_current
    assert not Region.objects.search("pacitan").exists()
    assert {code: Region.objects.get(code=code).pk for code in kept} == kept

    replace_regions(places)
    assert Region.objects.search("pacitan").exists()
    assert not Region.objects.get(code="18.03").is_current


def row_versions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, ctid::text FROM regions_region ORDER BY code")
        return cursor.fetchall()


def test_loading_the_same_again_writes_nothing(places):
    before = row_versions()
    replace_regions(places)
    assert row_versions() == before


def test_a_key_is_made_of_the_names_and_not_of_the_path(places):
    region = Region.objects.get(code="18.02.01.2004")
    assert region.path == "Lubuk I,II, Kalirejo, Lampung Tengah, Lampung"
    assert region.search_key == "lubukiii kalirejo lampungtengah lampung"
    assert region.search_key.split()[0] == name_key(region.name)


def test_lines_are_read_in_any_portion():
    rows = [(f"{n:02}", 'Nama, "x"', 1, "é", "k") for n in range(2500)]
    whole = services._Lines(iter(rows)).read()
    stream = services._Lines(iter(rows))
    parts = list(iter(lambda: stream.read(997), ""))
    assert "".join(parts) == whole
    assert whole.count("\n") == 2500
