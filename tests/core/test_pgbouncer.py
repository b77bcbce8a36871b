"""The register behind PgBouncer in transaction mode: pages, long reads, and whose act it was."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from tests.core.conftest import Script

NOBODY = 65534
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
MISSING = "PgBouncer is missing; on Debian, as root: apt install pgbouncer"
CONFIGURATION = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = 3
logfile = {folder}/pgbouncer.log
"""
BEGIN = """
import threading
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.test import Client
from core import history
from members.models import Person
from accounts.roles import Role
from tests.factories import GroupFactory, MemberFactory, make_user, region

settings.ALLOWED_HOSTS = ["testserver"]
settings.STATIC_ROOT = None
settings.SECOND_STEP = False
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
"""
# Twelve threads share three connections.
USE = """
group = GroupFactory()
officers = [make_user(f"petugas{n}", Role.OFFICER, region=region("18.01")) for n in range(12)]
people = [MemberFactory(group=group) for n in range(12)]
wrong = []

def work(officer, person):
    try:
        client = Client()
        client.force_login(officer)
        for n in range(5):
            with transaction.atomic(), history.recording(officer, "members.change_person"):
                Person.objects.filter(pk=person.pk).update(nickname=f"{officer.username} {n}")
            if client.get("/people/").status_code != 200:
                wrong.append("page")
        if len(list(Person.objects.iterator(chunk_size=5))) != len(people):
            wrong.append("rows")
    except Exception as error:
        wrong.append(repr(error))
    finally:
        connections.close_all()

threads = [threading.Thread(target=work, args=pair) for pair in zip(officers, people)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

events = apps.get_model("members", "PersonEvent").objects.filter(pgh_label="update")
for event in events.select_related("pgh_context"):
    actor = next(o for o in officers if o.pk == event.pgh_context.metadata["user"])
    if not event.nickname.startswith(f"{actor.username} "):
        wrong.append(f"{event.nickname} by {actor}")
    print("an act")
print(wrong)
"""
# Six read at once what no transaction spans, and each page is asked how far it is.
READ = """
from django.core.files.uploadedfile import SimpleUploadedFile
from core.imports import reading
from core.models import Import

reading.LARGE = 100
officers = [make_user(f"petugas{n}", Role.OFFICER, region=region("18.01")) for n in range(6)]
groups = [GroupFactory() for officer in officers]
answers = set()

def work(officer, group):
    try:
        client, names = Client(), "".join(f"Sri {n}\\n" for n in range(2000))
        client.force_login(officer)
        data = SimpleUploadedFile("daftar.csv", f"Nama\\n{names}".encode())
        page = client.post("/people/import/", {"group": group.code, "file": data})["Location"]
        reader = threading.Thread(target=read, args=(client, page))
        reader.start()
        while reader.is_alive():
            answers.add(client.get(page + "progress/").status_code)
        reader.join()
    finally:
        connections.close_all()

def read(client, page):
    client.post(page + "read/")
    connections.close_all()

threads = [threading.Thread(target=work, args=pair) for pair in zip(officers, groups)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(answers))
for row in Import.objects.all():
    print(row.state, row.counts["new"], row.done, row.total)
"""


@pytest.fixture
def pooled(own_database: str) -> Iterator[str]:
    """Put PgBouncer before the database of the test; gives the URL through it."""
    if PGBOUNCER is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    found = connection.settings_dict
    listen = _free_port()
    # It refuses to run as root, and another account cannot look into root's tmp_path.
    folder = Path(tempfile.mkdtemp(prefix="pgbouncer-"))
    configuration, users = folder / "pgbouncer.ini", folder / "users.txt"
    configuration.write_text(
        CONFIGURATION.format(
            host=found["HOST"], port=found["PORT"] or 5432, listen=listen, folder=folder
        )
    )
    users.touch(mode=0o600)
    users.write_text(f'"{found["USER"]}" "{found["PASSWORD"]}"\n')
    account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    for path in (folder, configuration, users):
        os.chown(path, account.get("user", -1), account.get("group", -1))
    name = own_database.rpartition("/")[2]
    url = f"postgres://{found['USER']}:{quote(found['PASSWORD'])}@127.0.0.1:{listen}/{name}"
    with subprocess.Popen([PGBOUNCER, "-q", configuration], cwd="/", **account) as process:
        try:
            _wait_for(url)
            yield url
        finally:
            process.terminate()
    shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]


def _wait_for(url: str) -> None:
    for _ in range(200):
        with suppress(psycopg2.OperationalError), closing(psycopg2.connect(url)):
            return
        threading.Event().wait(0.05)
    pytest.fail("PgBouncer does not answer")


def test_it_works_behind_pgbouncer(pooled: str, run_script: Script) -> None:
    said = run_script(BEGIN + USE, DATABASE_URL=pooled).splitlines()
    assert said[-1] == "[]"
    assert said.count("an act") == 60


def test_lists_are_read_behind_pgbouncer(pooled: str, run_script: Script) -> None:
    said = run_script(BEGIN + READ, DATABASE_URL=pooled).splitlines()
    assert said[-6:] == ["preview 2000 2001 2001"] * 6
    assert said[-7] in ("[200]", "[200, 302]")
