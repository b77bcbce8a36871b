"""A backup brings everything back: rows, what the database computes, what it guards, files."""

import json
import stat
import tarfile
from pathlib import Path

import pytest

from core import backup
from tests.core.conftest import Script

THERE_AND_BACK = """
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection
from core import history
from members.models import Group, Person
from tests.factories import MemberFactory, MembershipFactory

call_command("migrate", verbosity=0)
media = Path(settings.MEDIA_ROOT)
media.mkdir()
(media / "photo.webp").write_bytes(b"as it was")
with history.recording(None, "test"):
    person = MemberFactory(name="Siti Nur'aini", birth_date="1988-04-17")
asked = "SELECT * FROM members_person ORDER BY id"

def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()

before = rows(asked)
made = Path(sys.argv[1])
call_command("backup", made)
with history.recording(None, "test"):
    Person.objects.update(nickname="changed")
    Group.objects.update(name="changed")
(media / "photo.webp").write_bytes(b"changed")
(media / "new.webp").write_bytes(b"new")
call_command("restore", made)

assert rows(asked) == before, "the rows are as they were"
assert [path.name for path in media.iterdir()] == ["photo.webp"]
assert (media / "photo.webp").read_bytes() == b"as it was"
person = Person.objects.get()
assert person.group.name != "changed"
version = person.version
Person.objects.update(name="Sri Rahayu")
person.refresh_from_db()
assert person.version == version + 1, "triggers count versions"
assert "rahayu" in person.search_key, "generated columns follow"
events = rows("SELECT count(*) FROM members_personevent")
assert events[0][0] >= 2, "triggers write the history"
try:
    MembershipFactory(person=person, group=person.group)
except IntegrityError:
    print("constraints hold")
"""


def test_there_and_back(own_database: str, run_script: Script, tmp_path: Path) -> None:
    made = tmp_path / "a backup.tar"
    said = run_script(
        THERE_AND_BACK,
        made,
        DATABASE_URL=own_database,
        MEDIA_ROOT=str(tmp_path / "media"),
        BACKUPS=str(tmp_path / "backups"),
    )
    assert "constraints hold" in said
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with tarfile.open(made) as archive:
        assert "media/photo.webp" in archive.getnames()


@pytest.mark.parametrize("content", [b"", b"no archive", b"x" * 20_000])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.tar"
    path.write_bytes(content)
    with pytest.raises(backup.BackupError, match=r"cannot be read|no backup"):
        backup.restore(path)


def test_a_backup_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError, match="No such file"):
        backup.restore(tmp_path / "none.tar")


def test_a_backup_made_with_other_keys_is_refused(tmp_path: Path, settings) -> None:
    path = _archive(tmp_path, {backup.DUMP: b"", backup.KEYS: json.dumps(backup._key_marks())})
    settings.HASH_KEY = "another one"
    with pytest.raises(backup.BackupError, match="other keys"):
        backup.restore(path)


def test_a_backup_reaches_no_file_outside(tmp_path: Path) -> None:
    path = _archive(tmp_path, {"../outside": b"x"})
    with pytest.raises(backup.BackupError, match="outside"):
        backup.restore(path)


def _archive(folder: Path, files: dict[str, str | bytes]) -> Path:
    source = folder / "content"
    path = folder / "made.tar"
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            source.write_bytes(content.encode() if isinstance(content, str) else content)
            archive.add(source, name)
    return path
