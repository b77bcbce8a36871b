import pytest

from core.indonesia import RegionName
from regions.services import replace_regions

PLACES = [
    RegionName("18", "Lampung"),
    RegionName("18.01", "Kabupaten Lampung Selatan"),
    RegionName("18.01.06", "Kalianda"),
    RegionName("18.01.06.1006", "Bumi Agung"),
    RegionName("18.01.10", "Palas"),
    RegionName("18.01.10.2001", "Palas Jaya"),
    RegionName("18.01.10.2013", "Bumi Daya"),
    RegionName("18.01.10.2018", "Bumi Asih"),
    RegionName("18.02", "Kabupaten Lampung Tengah"),
    RegionName("18.02.01", "Kalirejo"),
    RegionName("18.02.01.2003", "Kalirejo"),
    RegionName("18.02.01.2004", "Lubuk I,II"),
    RegionName("31", "Daerah Khusus Ibukota Jakarta"),
    RegionName("31.71", "Kota Administrasi Jakarta Pusat"),
    RegionName("31.71.06", "Menteng"),
    RegionName("31.71.06.1001", "Menteng"),
    RegionName("32", "Jawa Barat"),
    RegionName("32.76", "Kota Depok"),
    RegionName("32.76.05", "Sukmajaya"),
    RegionName("32.76.05.1001", "Mekarjaya"),
    RegionName("35", "Jawa Timur"),
    RegionName("35.01", "Kabupaten Pacitan"),
    RegionName("35.01.01", "Donorojo"),
    RegionName("35.01.01.2001", "Bumi Agung"),
    RegionName("35.01.01.2002", "Ma'rang"),
]


@pytest.fixture
def places(db):
    """A few regions with their true forms of name: doubled, with a comma, with an apostrophe."""
    replace_regions(PLACES)
    return PLACES
