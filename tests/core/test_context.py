"""What stands around every page: the menu's current entry, the search, who is signed in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import resolve

from core import context, registry
from tests.cast import Cast
from tests.factories import UserFactory


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [
        registry.MenuItem("Beranda", "core:home", None, 1),
        registry.MenuItem("Panduan", "core:styleguide", None, 2),
        registry.MenuItem("Jejak", "core:disclosure_list", None, 3, ("core:sea",)),
    ]
    monkeypatch.setattr(registry, "menu_for", lambda user: items)


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Beranda"]),
        ("/styleguide/part/", ["Panduan"]),
        ("/elsewhere/", []),
        ("/search/", ["Jejak"]),
    ],
)
def test_one_entry_at_most_is_current(
    cast: Cast, rf: RequestFactory, path: str, current: list[str]
) -> None:
    request = rf.get(path)
    request.user = cast.officer
    request.resolver_match = resolve(path) if path == "/search/" else None
    menu = context.site(request)["menu"]
    assert [item["label"] for item in menu if item["is_current"]] == current


def test_a_stranger_sees_the_name_alone(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert set(context.site(request)) == {"site_name", "demo"}


def test_a_request_without_user_is_answered_too(rf: RequestFactory) -> None:
    assert set(context.site(rf.get("/"))) == {"site_name", "demo"}


def test_the_search_is_offered_to_who_may_search(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    for user, address in ((cast.viewer, "/search/"), (UserFactory(), "")):
        request.user = user
        assert context.site(request)["search_url"] == address


def test_the_bar_names_who_is_signed_in_and_where_she_is(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary)
    page = client.get("/styleguide/").content.decode()
    assert cast.secretary.get_full_name() in page
    assert 'aria-current="true"' in page  # the language in use
    assert '<main id="main"' in page
    assert 'href="#main"' in page


def test_a_language_is_chosen_by_a_form(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    client.post("/language/setlang/", {"language": "en", "next": "/styleguide/"})
    page = client.get("/styleguide/").content.decode()
    assert '<html lang="en">' in page
    assert "Style guide" in page
