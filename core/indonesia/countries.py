"""Countries by ISO 3166 alpha-2, named as the office names them, found as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from django.utils.translation import get_language

from core.text import name_key

# Where migrants from Lampung went and go, the most frequent first.
DESTINATIONS = (
    "TW", "HK", "MY", "SG", "SA", "KR", "BN", "AE", "JP", "OM", "QA", "KW", "BH", "JO",
)  # fmt: skip

# Territories that Babel names and ISO 3166 does not list as countries.
_NOT_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
_OVERRIDES: dict[str, dict[str, str]] = {
    "id": {
        "BN": "Brunei Darussalam",
        "CL": "Chili",
        "GB": "Inggris",
        "HK": "Hong Kong",
        "MM": "Myanmar",
        "MO": "Makau",
        "PS": "Palestina",
    },
    "en": {"HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestine"},
}

# Other spellings, shortened names and the cities that stand for a country in member lists.
_SPELLINGS = {
    "AE": "uea uae emirat emirates emiratarab uniemirat uniarabemirat dubai abudhabi sharjah",
    "AU": "aussie",
    "BH": "bahrein",
    "BN": "brunai brunei bruneidarusalam bandarseribegawan",
    "CN": "cina china rrc rrt prc republikrakyattiongkok",
    "DE": "germany",
    "EG": "egypt",
    "GB": "uk inggrisraya england britania britaniaraya london",
    "HK": "hongkongsar hongkongdaktiongkok hk kowloon newterritories",
    "ID": "ri nkri",
    "JO": "jordan jordania amman",
    "JP": "japan jepun tokyo osaka nagoya",
    "KH": "kambodja cambodia",
    "KP": "korut",
    "KR": "korsel korea southkorea republickorea republikkorea koreaselatanrok rok seoul busan",
    "KW": "kuwaitcity",
    "MM": "burma birma",
    "MO": "macau makao macao",
    "MY": "malaisia malesia kualalumpur kl johor johorbahru penang selangor sabah sarawak"
    " kuching kotakinabalu",
    "NL": "holland netherland netherlands",
    "NZ": "newzealand",
    "OM": "muscat maskat",
    "PH": "pilipina philipina philipine philippine",
    "PL": "polandia poland",
    "PS": "wilayahpalestina",
    "QA": "katar doha",
    "SA": "saudi saudiarabia arab arabsaudia arabia ksa saudiarab riyadh jeddah jedah mekkah"
    " mekah makkah madinah dammam",
    "SG": "singapore singapur singapor spore",
    "SY": "suria syria",
    "TH": "muangthai bangkok",
    "TL": "timortimur timorleste easttimor",
    "TR": "turkey turkiye",
    "TW": "taiwanroc roc formosa taipei kaohsiung taichung tainan taoyuan",
    "US": "amerika as usa america amerikaserikatas",
    "VN": "viet vietnam",
    "YE": "yemen",
    "ZA": "afsel",
}
_PARTS = re.compile(r"[,/;()&+]|\s-\s|\bdan\b")
_PREFIXES = ("negara", "republik", "kerajaan")


def countries(language: str | None = None) -> dict[str, str]:
    """alpha-2 → name in that language ("id", "en"; the one in use by default), by name."""
    return _names((language or get_language() or "id").split("-")[0])


def country_name(code: str, language: str | None = None) -> str:
    """The name of a country; the code itself where it is unknown, "" for ""."""
    return countries(language).get(code, code)


def find_country(text: str, more: Mapping[str, str] | None = None) -> str | None:
    """The alpha-2 code that a text means, or None.

    ``more`` holds the office's own spellings: ``name_key`` of each → alpha-2. A text that
    names two countries means none.
    """
    found = _lookup(text, more or {})
    if found:
        return found
    parts = {_lookup(part, more or {}) for part in _PARTS.split(text)} - {None}
    return parts.pop() if len(parts) == 1 else None


def _lookup(text: str, more: Mapping[str, str]) -> str | None:
    key = name_key(text)
    known = _index()
    for prefix in ("", *_PREFIXES):
        short = key.removeprefix(prefix)
        if found := more.get(short) or known.get(short):
            return found
    return None


@cache
def _names(language: str) -> dict[str, str]:
    language = language if language in _OVERRIDES else "id"
    names = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_ISO
    }
    names |= _OVERRIDES[language]
    return dict(sorted(names.items(), key=lambda item: name_key(item[1])))


@cache
def _index() -> dict[str, str]:
    found = {code.lower(): code for code in _names("id")}
    found |= {
        spelling: code for code, spellings in _SPELLINGS.items() for spelling in spellings.split()
    }
    for language in ("en", "id"):
        found |= {name_key(name): code for code, name in _names(language).items()}
    return found
