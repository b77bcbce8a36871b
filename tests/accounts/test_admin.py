"""Accounts in the admin site: handed out, closed, given a new password; all recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Assignment, User
from tests.cast import Cast
from tests.factories import PASSWORD, GroupFactory, UserFactory

ADD = "/admin/accounts/user/add/"
NEW = "Padi-Menguning-26"
INLINE = {"assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "0"}


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.admin)
    return client


def account(**more: Any) -> dict[str, Any]:
    about = {"username": "sekretaris_baru", "name": "Sri Rahayu", "salutation": "ibu"}
    return {**about, "password1": NEW, "password2": NEW, **INLINE, **more}


def last_event(user: User) -> Any:
    events = User.pgh_event_model.objects.filter(pgh_obj=user)  # type: ignore[attr-defined]
    return events.select_related("pgh_context").latest("pgh_id")


def test_an_account_is_made_with_its_role(cast: Cast, admin: Client) -> None:
    role = {"assignments-0-role": "secretary", "assignments-0-group": cast.group.pk}
    response = admin.post(ADD, account(**role))
    assert response.status_code == 302, response.content.decode()[:3000]
    user = User.objects.get(username="sekretaris_baru")
    assert user.check_password(NEW)
    assert user.assignments.get().group == cast.group
    assert last_event(user).pgh_context.metadata["user"] == cast.admin.pk
    html = admin.get(reverse("admin:accounts_user_history", args=[user.pk])).content.decode()
    assert "sekretaris · KWT Kenanga" in html


@pytest.mark.parametrize(
    "more",
    [
        {"password1": "pendek", "password2": "pendek"},
        {"password2": "Lain-Sekali-26"},
        {"username": "administrator_uji"},
        {"username": ""},
        {"assignments-0-role": "secretary"},
        {"assignments-0-role": "officer", "assignments-0-group": "1"},
    ],
)
def test_a_wrong_account_is_not_made(cast: Cast, admin: Client, more: dict[str, str]) -> None:
    before = User.objects.count()
    assert admin.post(ADD, account(**more)).status_code == 200
    assert User.objects.count() == before


def change(user: User, **more: Any) -> dict[str, Any]:
    about = {"username": user.username, "name": user.name, "is_active": "on"}
    version = User.objects.get(pk=user.pk).version
    return {**about, "salutation": "", "seen_version": version, **INLINE, **more}


def test_an_account_is_closed_but_never_ones_own(cast: Cast, admin: Client) -> None:
    for user, closed in [(cast.viewer, True), (cast.admin, False)]:
        address = reverse("admin:accounts_user_change", args=[user.pk])
        data = change(user)
        del data["is_active"]
        assert admin.post(address, data).status_code == (302 if closed else 200)
        assert User.objects.get(pk=user.pk).is_active is not closed


def test_a_new_password_is_recorded_but_not_shown(cast: Cast, admin: Client) -> None:
    user = UserFactory()
    before = user.password_set_at
    page = admin.get(reverse("admin:accounts_user_change", args=[user.pk])).content.decode()
    assert user.password not in page
    assert "../password/" in page
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    assert admin.get(address).status_code == 200
    data = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert admin.post(address, data).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert user.check_password(NEW)
    assert user.password_set_at > before
    event = last_event(user)
    assert event.pgh_context.metadata == {
        "user": cast.admin.pk,
        "act": "accounts.change_user",
    }
    html = admin.get(reverse("admin:accounts_user_history", args=[user.pk])).content.decode()
    assert "mengubah kata sandi" in html
    assert not any(f.name == "password" for f in event._meta.fields)


def test_signing_in_is_no_change_of_password(cast: Cast, client: Client) -> None:
    user = UserFactory()
    events = User.pgh_event_model.objects.filter(pgh_obj=user)  # type: ignore[attr-defined]
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert client.session.get("_auth_user_id") == str(user.pk)
    assert events.count() == 1


def test_a_role_ends_with_its_last_day_and_stays(cast: Cast, admin: Client) -> None:
    role = Assignment.objects.get(user=cast.secretary)
    address = reverse("admin:accounts_assignment_change", args=[role.pk])
    data = {
        "user": role.user_id,
        "role": "secretary",
        "group": role.group_id,
        "expires_on": "2020-01-01",
        "seen_version": role.version,
    }
    assert admin.post(address, data).status_code == 302
    assert Assignment.objects.get(pk=role.pk).expires_on is not None
    client = Client()
    client.force_login(cast.secretary)
    assert client.get("/people/").status_code == 403


def test_a_role_in_a_dissolved_group_is_not_handed_out(cast: Cast, admin: Client) -> None:
    group = GroupFactory(state="dissolved", state_since="2025", state_reason="Bubar")
    data = {"user": cast.viewer.pk, "role": "secretary", "group": group.pk}
    address = reverse("admin:accounts_assignment_add")
    assert admin.post(address, data).status_code == 200
    assert not Assignment.objects.filter(user=cast.viewer, group=group).exists()
