"""Whatever is sent: one clear sentence, the input kept, nothing half done, never a 500."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, FileField
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import gettext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.filters import ListFilters
from tests.cast import Cast
from tests.contracts.addresses import ADDRESSES
from tests.contracts.asked import ASK_A_REASON, ONLY_BUTTONS, SEARCHED
from tests.contracts.places import Place, photo
from tests.contracts.walker import Answer, Found, ask, urlconf, writer_of

pytestmark = pytest.mark.one_server

LONG = "a" * 5000
NUL = "Siti\0Aminah"
VALUES = {
    "empty": "",
    "5,000 letters": LONG,
    "NUL": NUL,
    "control characters": "Siti\x01\x1b[31m\x7f\u202e\ufeff",
    "1850": "1850-01-01",
    "2090": "2090-12-31",
    "no such day": "31 Februari 2019",
    "HTML": "<script>alert(1)</script>",
    "SQL": "' OR 1=1 --",
    "huge number": "9" * 400,
    "below zero": "-1",
    "no number": "NaN",
    "other digits": "٣٤٥²",
    "object": "[object Object]",
    "lone surrogate": b"\xed\xa0\x80".decode("utf-8", "replace"),
}
# What each field is given alone, while all others are right.
LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
NASTY = ("5,000 letters", "NUL", "1850", "HTML")
FILES = {
    "HTML": b"<html><script>alert(1)</script>",
    "empty": b"",
    "cut off": photo()[:60],
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "too large": b"\x89PNG\r\n\x1a\n" + b"\0" * (10 * 1024 * 1024),
    "PDF without an end": b"%PDF-1.7\nhello",
}
RAW = {
    "broken UTF-8": ("application/x-www-form-urlencoded", b"name=%ff%fe&q=\xff\xfe", {200, 302}),
    "another charset": ("application/x-www-form-urlencoded; charset=utf-16", b"name=a", {400}),
    "no boundary": ("multipart/form-data", b"hello", {400}),
    "broken parts": ("multipart/form-data; boundary=x", b"--x\r\nnonsense", {200, 302, 400}),
    "JSON": ("application/json", b'{"name": 1}', {200, 302}),
    "too many fields": (
        "application/x-www-form-urlencoded",
        b"&".join(b"f%d=1" % n for n in range(2001)),
        {400},
    ),
}
# Looking up a NIK is noted even where the form comes back.
NOTES_HITS = {"members:person_create", "members:person_update", "members:nik_check"}

POSTED = {
    found.key: found
    for found in urlconf()
    if found.mark not in ("", "public") and ADDRESSES.get(found.key, ADDRESSES["closed"]).data
}
# A page with a form of its own, to which an invalid POST comes back.
PAGES = [
    key
    for key in POSTED
    if ADDRESSES[key].get == 200
    and ADDRESSES[key].post == 302
    and key not in (*ASK_A_REASON, *ONLY_BUTTONS)
]
PAGES_TO_GET = [
    found
    for found in urlconf()
    if found.mark not in ("", "public") and found.key in ADDRESSES
    if ADDRESSES[found.key].get == 200
]


def url_of(path: str, place: Place) -> str:
    """The address as it stands, or the one that a view's name has in a place."""
    named = (found for found in PAGES_TO_GET if found.key == path)
    return next((ADDRESSES[path].url(found, place) for found in named), path)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(response: HttpResponse) -> BaseForm | None:
    return (response.context or {}).get("form")


def field_names(client: Client, found: Found, url: str, data: dict[str, Any]) -> list[str]:
    """The fields of the page's form; of a page that only takes POST, those of a right one."""
    response = client.get(url)
    form = form_of(response) if response.status_code == 200 else None
    files = [n for n, f in form.fields.items() if isinstance(f, FileField)] if form else []
    return sorted({*(form.fields if form else ()), *data} - set(files))


def file_names(response: HttpResponse) -> list[str]:
    """The files that the page asks for; one question of many does not ask for all of its form's."""
    form, html = form_of(response), response.content.decode()
    files = [n for n, f in form.fields.items() if isinstance(f, FileField)] if form else []
    return [name for name in files if f'name="{name}"' in html]


def posts(names: list[str], right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for what, value in VALUES.items():
        yield what, dict.fromkeys(names, value)
    for name in names:
        for what in NASTY:
            yield f"{what} as {name}", right | {name: VALUES[what]}
    yield "doubled", {name: ["a", "b"] for name in names}


def check(answer: Answer, key: str, what: str) -> None:
    response = answer.response
    assert response.status_code in (200, 302), (key, what, response.status_code)
    if response.status_code == 302:
        return
    if key not in NOTES_HITS and ADDRESSES[key].post == 302:
        assert answer.writes == 0, (key, what, "came back, and yet something was written")
    form = form_of(response)
    assert getattr(response, "content", b"").count(b'"error-summary"') <= 1, (key, what)
    for sentence in _sentences(form):
        assert 5 < len(sentence) < 400, (key, what, sentence)
        assert sentence.rstrip("”\"'").endswith((".", "?", "!")), (key, what, sentence)
        assert not any(word in sentence for word in ("violates", "psycopg", "DETAIL")), sentence


def _sentences(form: BaseForm | None) -> list[str]:
    """The form's errors; "Now recorded: …" beside a conflict is a value and no sentence."""
    found = [m for messages in form.errors.values() for m in messages] if form else []
    return [m for m in found if not m.startswith(gettext("Now recorded: %(value)s")[:9])]


@pytest.mark.parametrize("key", sorted(POSTED))
def test_a_form_survives_any_text(cast: Cast, own: Place, key: str) -> None:
    found, address = POSTED[key], ADDRESSES[key]
    user = writer_of(cast, found)
    client, url, right = client_of(user), address.url(found, own), address.data(own, user)
    names = field_names(client, found, url, right)
    sent = 0
    for what, data in posts(names, right):
        check(ask(client, "post", url, data), key, what)
        sent += 1
    assert sent >= 16


@pytest.mark.parametrize("key", sorted(PAGES))
def test_a_refused_form_keeps_the_input(cast: Cast, own: Place, key: str) -> None:
    found, address = POSTED[key], ADDRESSES[key]
    client, url = client_of(writer_of(cast, found)), address.url(found, own)
    form = form_of(client.get(url))
    # Every choice is wrong, so that the form comes back; every text is short and harmless.
    typed = dict.fromkeys(form.fields, "Kembang-7<")
    response = ask(client, "post", url, typed).response
    assert response.status_code == 200, response.url
    assert form_of(response).errors
    html = response.content.decode()
    assert f"<title>{gettext('Error:')}" in html
    inputs = [
        bound
        for bound in form_of(response)
        if bound.widget_type in ("text", "textarea", "tel") and not bound.field.disabled
    ]
    for bound in inputs:
        if f'name="{bound.html_name}"' not in html:
            continue
        assert escape("Kembang-7<") in str(bound), (key, bound.name)


@pytest.mark.parametrize("key", sorted(PAGES))
def test_a_form_survives_any_file(cast: Cast, own: Place, key: str) -> None:
    found, address = POSTED[key], ADDRESSES[key]
    client, url = client_of(writer_of(cast, found)), address.url(found, own)
    right = address.data(own, writer_of(cast, found))
    for name in file_names(client.get(url)):
        for what, data in FILES.items():
            upload = SimpleUploadedFile(f"../../{what}.jpg", data, "image/jpeg")
            answer = ask(client, "post", url, right | {name: upload})
            assert answer.response.status_code == 200, (what, name)
            assert form_of(answer.response).errors[name], (what, name)
            assert answer.writes == 0
            check(answer, key, what)
        # A text where a file belongs is no file: as if none had been chosen.
        check(ask(client, "post", url, right | {name: "text"}), key, "text for a file")


@pytest.mark.parametrize("what", RAW)
def test_a_body_that_is_no_form(cast: Cast, own: Place, what: str) -> None:
    content_type, body, expected = RAW[what]
    client = client_of(cast.officer)
    for url in ("/people/add/", own.person.get_absolute_url() + "edit/", "/accounts/login/"):
        response = client.post(url, data=body, content_type=content_type)
        assert response.status_code in expected, (url, response.status_code)


@pytest.mark.parametrize("path", SEARCHED)
def test_an_address_survives_any_query(cast: Cast, own: Place, path: str) -> None:
    client, names, path = client_of(cast.officer), SEARCHED[path].split(), url_of(path, own)
    for name in names:
        for what, value in VALUES.items():
            status = client.get(path, {name: value}).status_code
            assert status in ((400,) if what == "NUL" else (200, 302)), (name, what, status)
    every = dict.fromkeys(names, "x'\"<&%")
    assert client.get(path, every).status_code in (200, 302)
    assert client.get(f"{path}?%ff=%fe&q=%ff&after=%c3%28&sort[]=1").status_code in (200, 302)


def filters_of(client: Client, found: Found, place: Place) -> set[str]:
    """What the page's list can be narrowed to."""
    response = ask(client, "get", ADDRESSES[found.key].url(found, place)).response
    filters = (response.context or {}).get("filters")
    return set(filters.filters) if isinstance(filters, ListFilters) else set()


def test_every_filter_of_a_list_is_asked_for(cast: Cast, own: Place) -> None:
    client, here = client_of(cast.officer), {url_of(path, own): path for path in SEARCHED}
    lists = {
        found.key: (ADDRESSES[found.key].url(found, own), names)
        for found in PAGES_TO_GET
        if (names := filters_of(client, found, own))
    }
    left_out = {
        key: names - set(SEARCHED.get(here.get(url, ""), "").split())
        for key, (url, names) in lists.items()
    }
    assert {key: names for key, names in left_out.items() if names} == {}
    assert len(lists) >= 13


@pytest.mark.parametrize(
    "path",
    [
        f"/people/{LONG}/",
        "/people/%ff%fe/",
        "/people/..%2f..%2fetc%2fpasswd/",
        "/people/1/",
        f"/people/{'9' * 30}/photo/full/",
        "/groups/1/",
        "/groups/x/photo/..%2f..%2f/",
        f"/groups/x/classes/{'9' * 40}/",
        "/transfers/1/",
    ],
)
def test_an_address_that_leads_nowhere_is_404(cast: Cast, path: str) -> None:
    assert client_of(cast.officer).get(path).status_code == 404


def test_an_upload_is_not_put_on_the_disk(
    cast: Cast, own: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    large = SimpleUploadedFile("daftar.csv", b"Nama\n" + b"Suparmi\n" * 3_000_000, "text/csv")
    response = client_of(cast.officer).post(
        "/people/import/", {"group": own.group.code, "file": large}
    )
    assert large.size > 20 * 1024 * 1024
    assert "20 MB" in form_of(response).errors["file"][0]


def test_a_photo_has_two_sizes_and_no_others(cast: Cast, own: Place) -> None:
    client, start = client_of(cast.officer), own.person.get_absolute_url()
    assert b"".join(client.get(f"{start}photo/thumb/")).startswith(b"\xff\xd8")
    for size in ("original", "0", "full.jpg"):
        assert client.get(f"{start}photo/{size}/").status_code == 404


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(LETTERS, max_size=120))
def test_a_search_takes_any_text(cast: Cast, text: str) -> None:
    client = client_of(cast.officer)
    for path in ("/people/", "/groups/", "/regions/search/"):
        assert client.get(path, {"q": text}).status_code == 200
