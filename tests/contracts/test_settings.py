"""What production demands, and what it may not be without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from django.test import Client
from pytest_django import Settings

from tests.factories import PASSWORD, UserFactory

PROJECT = Path(__file__).resolve().parents[2]
KEYS = ("SECRET_KEY", "CIPHER_KEYS", "HASH_KEY")
LOGIN = "/accounts/login/"
SHOW = """
import json, sys
from django.conf import settings
json.dump({name: getattr(settings, name) for name in sys.argv[1:]}, sys.stdout)
"""


def production(**instead: str) -> dict[str, str]:
    """The environment of a production process; an empty value takes a name out."""
    chosen = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "kwt_registry.settings",
        "PRODUCTION": "1",
        "ALLOWED_HOSTS": "register.example",
        "DATABASE_URL": "postgres://register@db.example/register",
        "SECRET_KEY": "k" * 12 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEF-_",
        "HASH_KEY": "h" * 40,
        "CIPHER_KEYS": Fernet.generate_key().decode(),
    } | instead
    return {name: value for name, value in chosen.items() if value}


def run(*command: str, **instead: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=production(**instead),
        capture_output=True,
        text=True,
    )


def shown(*names: str, **instead: str) -> dict[str, Any]:
    done = run("-c", SHOW, *names, **instead)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_check_deploy_is_clean() -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("name", KEYS)
def test_no_start_without_a_key(name: str) -> None:
    done = run("manage.py", "check", **{name: ""})
    assert done.returncode != 0
    assert f"Set {name}, or {name}_FILE" in done.stderr


def test_a_key_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("f" * 40 + "\n")
    found = shown("HASH_KEY", HASH_KEY="", HASH_KEY_FILE=str(path))
    assert found["HASH_KEY"] == "f" * 40


def test_production_is_never_debugged() -> None:
    assert shown("DEBUG", DEBUG="1") == {"DEBUG": False}


def test_production_cookies_are_secure() -> None:
    parts = ("SECURE", "HTTPONLY", "SAMESITE")
    names = [f"{cookie}_COOKIE_{part}" for cookie in ("SESSION", "CSRF") for part in parts]
    found = shown(*names)
    assert list(found.values()) == [True, True, "Lax"] * 2


def test_production_speaks_https_only() -> None:
    found = shown("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_PRELOAD")
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_HSTS_PRELOAD"]


def test_hosts_are_named_one_by_one() -> None:
    assert "*" not in settings.ALLOWED_HOSTS
    assert not settings.USE_X_FORWARDED_HOST


def test_nothing_may_come_from_another_host() -> None:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed == {"'self'", "'none'", "data:"}
    assert [name for name, sources in rules.items() if "data:" in sources] == ["img-src"]


def test_database_driver_is_psycopg2() -> None:
    assert is_psycopg3 is False


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "status"), [(True, 302), (False, 200)])
def test_demo_account_signs_in_in_the_demo_only(
    client: Client, settings: Settings, demo: bool, status: int
) -> None:
    settings.DEMO = demo
    UserFactory(username="coba", is_demo=True)
    response = client.post(LOGIN, {"login": "coba", "password": PASSWORD})
    assert response.status_code == status
    assert ("_auth_user_id" in client.session) is demo


@pytest.mark.django_db
def test_a_demo_session_ends_with_the_demo(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    client.force_login(UserFactory(is_demo=True))
    assert client.get("/accounts/me/").status_code == 200
    settings.DEMO = False
    assert client.get("/accounts/me/")["Location"].startswith(LOGIN)
