"""The admin site: the same acts and the same rows as everywhere, model by model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from accounts.roles import Role
from core.access import acts
from core.models import Synonym
from core.synonyms import kinds
from tests import factories
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.cast import Cast
from tests.contracts.admin_rows import READ_ONLY
from tests.contracts.test_scope import ROWS, label
from tests.contracts.walker import Answer, Who, ask, urlconf
from tests.factories import AssignmentFactory, make_user, region
from tests.secretariat import desk_factories as desk
from tests.secretariat import production_factories as production
from tests.training import factories as training

pytestmark = pytest.mark.one_server

# Rows of the models that belong to no place: the same for everybody who may see them.
SHARED: dict[str, Callable[[], Model]] = {
    "core.Synonym": lambda: Synonym.objects.create(
        kind=kinds()[0].key, key="nm", target=next(iter(kinds()[0].targets()))[0]
    ),
    "members.Occupation": factories.OccupationFactory,
    "regions.Region": lambda: region("18.01"),
    "accounts.User": factories.UserFactory,
    "institutions.Programme": factories.ProgrammeFactory,
    "aid.GoodsKind": aid.GoodsKindFactory,
    "aid.Season": use.SeasonFactory,
    "training.Topic": training.TopicFactory,
    "secretariat.Commodity": production.CommodityFactory,
    "secretariat.ServiceTopic": desk.ServiceTopicFactory,
}
# What is typed to change a row, and what must then be recorded.
CHANGES: dict[str, dict[str, str]] = {
    "core.Synonym": {"key": "nama orang"},
    "institutions.Institution": {"address": "Jl. Kolonel Makmun Rasyid"},
    "institutions.Programme": {"name": "Alsintan perempuan tani"},
    "institutions.Series": {"code": "DTK"},
    "aid.GoodsKind": {"unit": "buah"},
    "aid.Season": {"name": "Musim gadu"},
    "aid.Equipment": {"place": "Balai desa"},
    "aid.Booking": {"purpose": "Menggulud"},
    "training.Topic": {"name": "Budidaya jahe"},
    "secretariat.Commodity": {"name": "Lengkuas"},
    "secretariat.ServiceTopic": {"name": "Ahli waris"},
    "members.Group": {"commodities": "cabai, jahe"},
    "members.Decree": {"issuer": "Camat Palas"},
    "members.GroupClass": {"score": "555"},
    "members.Person": {"nickname": "Sum"},
    "members.Placement": {"sector": "rumah tangga"},
    "members.Relative": {"name": "Painem"},
    "members.Membership": {"joined": "2021"},
    "members.OfficeTerm": {"since": "2021"},
    "members.Occupation": {"name": "perawat lansia"},
    "accounts.User": {"name": "Nama Baru"},
    "accounts.Assignment": {"expires_on": "2030-01-31"},
}
# Written on the register's own pages alone: here to be read, whatever acts those pages have.
READ_HERE = {label(model) for model in READ_ONLY}
# What libraries bring along names no act, and is shut to everybody.
LIBRARIES = ("account", "auth", "mfa", "usersessions")
ALL = {label(model): model for model in admin.site._registry}
ADMINS = {name: model for name, model in ALL.items() if model._meta.app_label not in LIBRARIES}
SITE = {"index", "login", "logout", "autocomplete", "jsi18n", "app_list"}
STAFF = (Role.OFFICER, Role.ADMINISTRATOR)
INDEX = "/admin/"


def test_every_address_of_the_site_is_known() -> None:
    names = [f.name.removeprefix("admin:") for f in urlconf() if f.name.startswith("admin:")]
    verbs = ("changelist", "add", "history", "delete", "change")
    known = SITE | {"auth_user_password_change"}
    known |= {f"{stem(m)}_{verb}" for m in ALL.values() for verb in verbs}
    assert set(names) <= known
    assert len(names) >= 70


def test_every_model_of_the_site_has_a_row_here() -> None:
    assert ADMINS.keys() <= ROWS.keys() | SHARED.keys()
    changeable = {name for name in ADMINS.keys() - READ_HERE if act(name, "change") in acts()}
    assert changeable == CHANGES.keys()
    assert len(ADMINS) >= 14


@pytest.mark.parametrize("name", sorted(ADMINS))
def test_who_may_list_add_and_change(cast: Cast, people: list[Who], name: str) -> None:
    own, foreign = rows(cast, name)
    walked = 0
    for who in people:
        for verb in ("view", "add"):
            answer = ask(who.client, "get", address(name, verb))
            walked += door(who, name, verb, answer)
        for row in (own, foreign):
            walked += changes(who, name, row, is_reached=reaches(who, name, row, own))
    assert walked >= 60


@pytest.mark.parametrize("name", sorted(ALL.keys() - ADMINS.keys()))
def test_what_libraries_bring_along_is_shut(people: list[Who], name: str) -> None:
    for who in people:
        for verb in ("changelist", "add"):
            url = reverse(f"admin:{stem(ALL[name])}_{verb}")
            assert is_refused(who, ask(who.client, "get", url)), who.name


def changes(who: Who, name: str, row: Model, *, is_reached: bool) -> int:
    """Open, read the history of, change and delete one row."""
    url = address(name, "change", row)
    page = ask(who.client, "get", url)
    if not is_staff(who) or not has(who, name, "view"):
        assert is_refused(who, page), (who.name, name)
    elif is_reached:
        assert page.response.status_code == 200, (who.name, name)
    else:
        assert leads_to_index(page.response), (who.name, name, "a stranger's row")
    posted = ask(who.client, "post", url, typed(page.response, name))
    if has(who, name, "change") and is_reached and is_staff(who):
        assert posted.response.status_code == 302, errors(posted.response)
        assert posted.writes, (who.name, name)
    else:
        assert posted.writes == 0, (who.name, name)
        assert posted.response.status_code in (302, 403)
    deleted = ask(who.client, "post", address(name, "delete", row), {"post": "yes"})
    assert deleted.writes == 0
    assert deleted.response.status_code in (302, 403)
    history = ask(who.client, "get", address(name, "history", row)).response
    assert (history.status_code == 200) == (is_reached and is_staff(who) and has(who, name, "view"))
    return 4


def door(who: Who, name: str, verb: str, answer: Answer) -> int:
    if is_staff(who) and has(who, name, verb):
        assert answer.response.status_code == 200, (who.name, name, verb)
    else:
        assert is_refused(who, answer), (who.name, name, verb)
    return 1


def test_lists_choices_and_searches_hold_own_rows_only(cast: Cast) -> None:
    who = Who("officer", cast.officer)
    for name in sorted(ADMINS):
        if name not in ROWS or not has_act(name, "view", Role.OFFICER):
            continue
        own, foreign = rows(cast, name)
        page = who.client.get(address(name, "view"), {"q": ""}).content.decode()
        assert f"/{own.pk}/change/" in page, name
        assert f"/{foreign.pk}/change/" not in page, name
    found = who.client.get(
        "/admin/autocomplete/",
        {"app_label": "members", "model_name": "decree", "field_name": "group", "term": ""},
    ).json()["results"]
    ids = {row["id"] for row in found}
    assert str(cast.group.pk) in ids
    assert str(cast.other_group.pk) not in ids


def test_an_address_cannot_ask_for_what_no_filter_shows(cast: Cast) -> None:
    client = Who("officer", cast.officer).client
    for lookup in ("nik_hash__startswith", "person__nik_hash", "group__village__name", "phone"):
        assert client.get("/admin/members/person/", {lookup: "a"}).status_code in (302, 400)


def test_a_foreign_id_is_no_choice(cast: Cast) -> None:
    """A posted id of another group or person is refused, and nothing is written."""
    client = Who("officer", cast.officer).client
    decree = {"group": cast.other_group.pk, "number": "1", "date": "2020-01-31", "issuer": "X"}
    stay = {"person": cast.other_person.pk, "country": "TW", "status": "returned"}
    for url, data in (("decree", decree), ("placement", stay)):
        answer = ask(client, "post", f"/admin/members/{url}/add/", data)
        assert answer.response.status_code == 200
        assert answer.writes == 0
        field = "group" if url == "decree" else "person"
        assert answer.response.context["adminform"].form.errors[field]


def test_a_wide_view_does_not_open_a_change(cast: Cast) -> None:
    """Officer here and viewer of the province: in the admin site she is the officer alone."""
    user = make_user("rangkap", Role.VIEWER, region=region("18"))
    AssignmentFactory(user=user, role=Role.OFFICER, region=region("18.01"))
    client = Who("officer and viewer", user).client
    assert client.get(address("members.Person", "change", cast.person)).status_code == 200
    assert leads_to_index(client.get(address("members.Person", "change", cast.other_person)))


def test_what_an_administrator_may_not_see_is_not_in_the_site(cast: Cast) -> None:
    stay = factories.PlacementFactory(person=cast.person, agency="PT Rahasia Jaya")
    url = address("members.Placement", "change", stay)
    assert b"PT Rahasia Jaya" in Who("officer", cast.officer).client.get(url).content
    assert b"PT Rahasia Jaya" not in Who("administrator", cast.admin).client.get(url).content


def stem(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def act(name: str, verb: str) -> str:
    return f"{name.split('.', maxsplit=1)[0]}.{verb}_{name.split('.')[1].lower()}"


def address(name: str, verb: str, row: Model | None = None) -> str:
    page = {"view": "changelist"}.get(verb, verb)
    return reverse(f"admin:{stem(ADMINS[name])}_{page}", args=[row.pk] if row else [])


def rows(cast: Cast, name: str) -> tuple[Model, Model]:
    """A row of the cast's own place and one of the strangers'; of a shared model twice one."""
    if name in SHARED:
        row = SHARED[name]()
        return row, row
    build = ROWS[name]
    return build(cast.group, cast.person), build(cast.other_group, cast.other_person)


def is_staff(who: Who) -> bool:
    return who.role in STAFF


def has_act(name: str, verb: str, role: str) -> bool:
    if verb != "view" and name in READ_HERE:
        return False
    return role in acts().get(act(name, verb), ())


def has(who: Who, name: str, verb: str) -> bool:
    return has_act(name, verb, who.role)


def reaches(who: Who, name: str, row: Model, own: Model) -> bool:
    if name in SHARED:
        return True
    return ("own" if row == own else "other") in who.places


def is_refused(who: Who, answer: Answer) -> bool:
    """Sign-in for who is not signed in; a 403 for who is, for outsiders by way of the door."""
    if not who.is_signed_in:
        return answer.leads_to_sign_in
    if is_staff(who):
        return answer.response.status_code == 403
    door = answer.response["Location"] if answer.response.status_code == 302 else ""
    return door.startswith("/admin/login/") and who.client.get(door).status_code == 403


def leads_to_index(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"] == INDEX


def typed(response: HttpResponse, name: str) -> dict[str, Any]:
    """The page's own form, sent back with one thing changed."""
    if response.status_code != 200 or "adminform" not in (response.context or {}):
        return CHANGES.get(name, {})
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    sent = {bound.html_name: bound.value() for form in forms for bound in form}
    kept = {k: v for k, v in sent.items() if v is not None and v is not False}
    return kept | CHANGES.get(name, {})


def errors(response: HttpResponse) -> Any:
    return response.context and response.context["adminform"].form.errors


def test_what_the_site_does_without_is_gone() -> None:
    for gone in ("view_on_site", "password_change", "password_change_done"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{gone}")
