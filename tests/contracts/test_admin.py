"""The admin site, walked: every model's pages, by every role, on own rows and on strangers'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.access import acts
from core.models import Synonym
from institutions.models import Institution
from members.models import (
    Group,
    Membership,
    Person,
    Placement,
)
from regions.models import Region
from tests import factories
from tests.cast import Cast
from tests.contracts.admin_rows import ELSEWHERE, FOR_ADMINISTRATORS, READ_ONLY, ROWS
from tests.queries import allowed, queries_of

pytestmark = pytest.mark.one_server
MODELS = [model for model in admin.site._registry if model.__module__.split(".")[0] in (
    "accounts", "aid", "core", "institutions", "members", "regions", "secretariat", "training"
)]  # fmt: skip


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_registered_model_is_walked() -> None:
    assert set(MODELS) == {*ROWS, *ELSEWHERE}
    others = set(admin.site._registry) - set(MODELS)
    # Libraries' own, which no act opens.
    assert {model._meta.app_label for model in others} <= {"account", "auth", "mfa", "usersessions"}


def test_every_page_of_the_admin_asks_an_act() -> None:
    for model in MODELS:
        label, name = model._meta.app_label, model._meta.model_name
        assert f"{label}.view_{name}" in acts()
        assert f"{label}.delete_{name}" not in acts()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_who_may_not_enter_is_refused(cast: Cast, model: type[Model]) -> None:
    for user in (cast.secretary, cast.viewer, cast.other_secretary):
        client = client_of(user)
        assert client.get(url(model, "changelist"), follow=True).status_code == 403
        assert client.get(reverse("admin:index"), follow=True).status_code == 403
    assert client_of(cast.admin).get(reverse("admin:index")).status_code == 200
    anonymous = Client().get(url(model, "changelist"), follow=True)
    assert anonymous.redirect_chain[-1][0].startswith("/accounts/login/")


def pages(model: type[Model], row: Any) -> Iterator[str]:
    yield url(model, "change", row.pk)
    yield url(model, "history", row.pk)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_rows_are_ones_own(cast: Cast, model: type[Model]) -> None:
    row = ROWS[model](cast.group, cast.person)
    officer, stranger = client_of(cast.officer), client_of(cast.other_officer)
    for address in pages(model, row):
        assert officer.get(address).status_code == 200, address
        response = stranger.get(address)
        assert (response.status_code, response["Location"]) == (302, reverse("admin:index"))
        assert stranger.post(address, {}).status_code in (302, 403, 405)
    assert listed(officer, model, row)
    assert not listed(stranger, model, row)
    assert listed(client_of(cast.admin), model, row)


def listed(client: Client, model: type[Model], row: Any) -> bool:
    # The spellings that come with the register fill more than one page.
    query = {"q": row.key} if model is Synonym else {}
    html = client.get(url(model, "changelist"), query).content.decode()
    # What was searched for stands behind the address.
    return f'href="{url(model, "change", row.pk)}' in html


@pytest.mark.parametrize("model", ELSEWHERE, ids=lambda model: model._meta.label)
def test_rows_without_a_place(cast: Cast, model: type[Model]) -> None:
    row = ELSEWHERE[model]()
    admins, officer = client_of(cast.admin), client_of(cast.officer)
    statuses = (302, 403) if model in FOR_ADMINISTRATORS else (200,)
    for address in pages(model, row):
        assert admins.get(address).status_code == 200
        assert officer.get(address).status_code in statuses
    assert officer.get(url(model, "changelist")).status_code in statuses
    assert listed(admins, model, row)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_is_deleted_and_logs_are_not_written(cast: Cast, model: type[Model]) -> None:
    row = ROWS[model](cast.group, cast.person) if model in ROWS else ELSEWHERE[model]()
    client = client_of(cast.admin)
    assert client.get(url(model, "delete", row.pk)).status_code == 403
    assert client.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    post = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(url(model, "changelist"), post)
    assert model._base_manager.filter(pk=row.pk).exists()
    assert client.get(url(model, "add")).status_code == (403 if model in READ_ONLY else 200)
    if model in READ_ONLY:
        assert client.post(url(model, "change", row.pk), {}).status_code == 403


def test_addresses_that_the_site_does_without(cast: Cast) -> None:
    client = client_of(cast.admin)
    for address in ("/admin/r/1/1/", "/admin/password_change/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_list_costs_the_same_for_one_row_and_fifty(cast: Cast, model: type[Model]) -> None:
    client = client_of(cast.admin)
    make(cast, model, 1)
    address = url(model, "changelist")
    one = queries_of(client, address)
    make(cast, model, 20)
    assert queries_of(client, address) == one == allowed(f"administrator {address}")


def make(cast: Cast, model: type[Model], number: int) -> None:
    for n in range(number):
        group = factories.GroupFactory()
        if model in ROWS:
            ROWS[model](group, factories.MemberFactory(group=group))
        elif model is Synonym:
            Synonym.objects.create(kind="office", key=f"x {group.pk} {n}", target="chair")
        elif model is not Region:
            ELSEWHERE[model]()


@pytest.mark.parametrize("model", [Person, Group, Institution, Region, Membership, User])
def test_choices_by_search_stay_within_ones_own(cast: Cast, model: type[Model]) -> None:
    """The addresses behind the fields that search while one types."""
    field = {
        Person: ("members", "placement", "person"),
        Group: ("members", "decree", "group"),
        Institution: ("members", "group", "coached_by"),
        Region: ("members", "person", "village"),
        Membership: ("members", "officeterm", "membership"),
        User: ("accounts", "assignment", "user"),
    }[model]
    query = dict(zip(("app_label", "model_name", "field_name"), field, strict=True))
    query["term"] = "a"
    ours, strange = cast.person, cast.other_person
    found = client_of(cast.admin).get(reverse("admin:autocomplete"), query)
    assert found.status_code == 200
    response = client_of(cast.officer).get(reverse("admin:autocomplete"), query)
    if model is User:
        assert response.status_code == 403
        return
    names = str(response.json())
    assert strange.name not in names
    assert cast.other_group.name not in names
    if model is Person:
        query["term"] = "marsinah les tiani"
        names = str(client_of(cast.officer).get(reverse("admin:autocomplete"), query).json())
        assert ours.name in names


def test_lists_are_not_asked_for_what_they_do_not_filter(cast: Cast) -> None:
    client = client_of(cast.admin)
    for model, query in [
        (Placement, "agency__startswith=P"),
        (Person, "nik_hash__startswith=a"),
        (Person, "group__name=x"),
        (User, "password__startswith=m"),
    ]:
        assert client.get(f"{url(model, 'changelist')}?{query}").status_code == 400
    assert client.get(f"{url(Placement, 'changelist')}?status__exact=abroad").status_code == 200
    assert client.get(f"{url(Person, 'changelist')}?nik=yes&sex__exact=F").status_code == 200


def test_index_shows_what_one_may_open(cast: Cast) -> None:
    html = client_of(cast.officer).get(reverse("admin:index")).content.decode()
    assert reverse("admin:members_person_changelist") in html
    assert reverse("admin:accounts_user_changelist") not in html
    html = client_of(cast.admin).get(reverse("admin:index")).content.decode()
    assert reverse("admin:accounts_user_changelist") in html
    assert not re.search(r"/admin/(mfa|account|usersessions|auth)/", html)


def test_pages_of_a_row_cost_the_same_whatever_belongs_to_it(cast: Cast) -> None:
    client = client_of(cast.admin)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(Person, "change", cast.person.pk)).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for _ in range(20):
        factories.PlacementFactory(person=cast.person)
        factories.GroupFactory()
    assert cost() == few
