"""The embedded server: made once, shared, stopped by the last one, and back after a kill -9."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg2
import pytest

from core import postgres
from core.postgres import Cluster, PostgresError, places
from tests.cluster import copy, remove_leftovers
from tests.servers import PROJECT, ask, begun, connect, holder, kill, postmaster, server_of

Maker = Callable[..., Cluster]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Make one cluster by initdb; most tests are content with a copy of it."""
    cluster = Cluster(tmp_path_factory.mktemp("made"), durable=False)
    with cluster.running():
        pass
    yield cluster
    cluster.remove()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Maker]:
    """Give clusters that are not made yet; gone after the test, their folder in /var/lib too."""
    given: list[Cluster] = []

    def _new(name: str = "postgres", *, durable: bool = True) -> Cluster:
        given.append(Cluster(tmp_path / name, durable))
        return given[-1]

    yield _new
    for cluster in given:
        if cluster.home.exists():
            cluster.remove()


@pytest.fixture
def make(new: Maker, made: Cluster) -> Maker:
    """Give clusters that are made, and stopped."""

    def _make(name: str = "postgres", *, durable: bool = True) -> Cluster:
        cluster = new(name, durable=durable)
        copy(made, cluster.home)
        return cluster

    return _make


def test_the_first_one_starts_and_the_last_one_stops(new: Maker) -> None:
    cluster = new()
    with holder(cluster):
        with cluster.running():
            pass
        assert server_of(cluster).is_running()
    assert not server_of(cluster).is_running()


def test_the_database_is_unicode_by_its_own_rules_and_its_role_is_no_superuser(make: Maker) -> None:
    cluster = make(durable=False)
    with cluster.running():
        for extension in ("pg_trgm", "unaccent", "btree_gist"):
            ask(cluster, f"CREATE EXTENSION {extension}")
        found = ask(
            cluster,
            "SELECT datlocprovider, datlocale, usesuper FROM pg_database, pg_user"
            " WHERE datname = current_database() AND usename = current_user",
        )
    assert found == [("b", "C.UTF-8", False)]


def test_nobody_comes_in_without_the_password_or_over_the_network(make: Maker) -> None:
    cluster = make(durable=False)
    with cluster.running():
        with pytest.raises(psycopg2.OperationalError, match="password"):
            connect(cluster, password="guessed")
        assert ask(cluster, "SHOW listen_addresses") == [("",)]
    rules = (cluster.home / "server" / "data" / "pg_hba.conf").read_text().splitlines()
    assert {rule.split()[-1] for rule in rules if rule and rule[0] != "#"} == {"scram-sha-256"}


def test_four_starts_at_once_make_one_server(new: Maker) -> None:
    cluster = new(durable=False)
    with begun(cluster) as a, begun(cluster) as b, begun(cluster) as c, begun(cluster) as d:
        assert [process.stdout.readline() for process in (a, b, c, d)] == ["ready\n"] * 4
        assert ask(cluster, "SELECT 1") == [(1,)]
    log = (cluster.home / "postgres.log").read_text()
    assert log.count("ready to accept connections") == 1
    assert not server_of(cluster).is_running()


def test_a_killed_server_comes_back_with_every_acknowledged_row(make: Maker) -> None:
    cluster = make()
    acknowledged: set[int] = set()
    with holder(cluster):
        ask(cluster, "CREATE TABLE written (id integer PRIMARY KEY)")
        for round_ in range(3):
            writers = [
                threading.Thread(target=_write, args=(cluster, acknowledged, 10 * round_ + n))
                for n in range(3)
            ]
            for writer in writers:
                writer.start()
            enough = len(acknowledged) + 100
            _wait_for(lambda enough=enough: len(acknowledged) > enough)
            kill(postmaster(cluster))
            for writer in writers:
                writer.join()
            with cluster.running():
                pass
        found = {row[0] for row in ask(cluster, "SELECT id FROM written")}
    assert acknowledged <= found
    assert len(acknowledged) > 300


def _write(cluster: Cluster, acknowledged: set[int], block: int) -> None:
    with (
        suppress(psycopg2.Error),
        closing(connect(cluster)) as connection,
        connection.cursor() as cursor,
    ):
        for number in range(block * 1_000_000, (block + 1) * 1_000_000):
            cursor.execute("INSERT INTO written VALUES (%s)", [number])
            acknowledged.add(number)


def _wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        threading.Event().wait(0.01)
    pytest.fail("waited in vain")


def test_a_killed_user_leaves_a_server_that_the_next_one_joins_and_stops(make: Maker) -> None:
    cluster = make(durable=False)
    with holder(cluster) as process:
        process.kill()
    left = postmaster(cluster)
    with cluster.running():
        assert postmaster(cluster) == left
    assert not server_of(cluster).is_running()


def test_both_killed(make: Maker) -> None:
    cluster = make()
    with holder(cluster) as process:
        ask(cluster, "CREATE TABLE kept AS SELECT 7 AS n")
        kill(postmaster(cluster))
        process.kill()
    with cluster.running():
        assert ask(cluster, "SELECT n FROM kept") == [(7,)]


@pytest.mark.parametrize(("word", "is_running"), [(b"N", True), (b"", False)])
def test_who_listens_and_does_not_answer_is_being_killed(
    make: Maker, word: bytes, is_running: bool
) -> None:
    cluster = make()
    server = server_of(cluster)
    folder = places.make_socket_folder(server.room, server.account)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n" + "x\n" * 6 + "ready\n")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / places.SOCKET))
        listening.listen()

        def answer() -> None:
            with listening.accept()[0] as caller:
                caller.recv(8)
                caller.sendall(word)

        thread = threading.Thread(target=answer)
        thread.start()
        assert server.is_running() is is_running
        thread.join()


def test_a_killed_making_leaves_no_half_cluster(new: Maker) -> None:
    cluster = new(durable=False)
    with begun(cluster) as process:
        _wait_for((cluster.home / "server" / "data.new" / "PG_VERSION").exists)
        process.kill()
    assert not (cluster.home / "server" / "data").exists()
    with cluster.running():
        assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_stale_process_number_that_lives_again_stops_nothing(make: Maker) -> None:
    cluster = make()
    with holder(cluster) as process:
        kill(postmaster(cluster))
        process.kill()
    stale = cluster.home / "server" / "data" / "postmaster.pid"
    _first, *rest = stale.read_text().splitlines()
    stale.write_text("\n".join([str(os.getppid()), *rest, ""]))
    with cluster.running():
        assert postmaster(cluster) != os.getppid()
        assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_forked_child_that_ends_does_not_stop_the_server(make: Maker) -> None:
    """As gunicorn's workers end: through every block that their parent is in."""
    script = """
import os, sys
from pathlib import Path
from core.postgres import Cluster
with Cluster(Path(sys.argv[1])).running():
    if os.fork() == 0:
        sys.exit()
    os.wait()
    print((Path(sys.argv[1]) / "server/data/postmaster.pid").exists())
"""
    cluster = make()
    command = [sys.executable, "-c", script, cluster.home]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr
    assert not server_of(cluster).is_running()


def test_an_open_transaction_does_not_hold_the_end_up(make: Maker) -> None:
    cluster = make(durable=False)
    with cluster.running():
        connection = connect(cluster)
        connection.autocommit = False
        connection.cursor().execute("CREATE TABLE unfinished (id integer)")
    assert not server_of(cluster).is_running()
    connection.close()


def test_a_server_that_cannot_start_says_why(make: Maker) -> None:
    cluster = make(durable=False)
    with cluster.running():
        pass
    with (cluster.home / "server" / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("max_connections = none\n")
    with (
        pytest.raises(PostgresError, match=r"did not start: .*configuration file"),
        cluster.running(),
    ):
        pytest.fail("started")


def test_leftovers_of_killed_runs_are_removed_and_running_ones_are_not(
    make: Maker, tmp_path: Path
) -> None:
    killed, used = make("killed", durable=False), make("used", durable=False)
    with holder(killed) as process:
        process.kill()
    server = server_of(killed)
    with holder(used):
        assert remove_leftovers(tmp_path) == [killed.home]
        assert server_of(used).is_running()
    assert not killed.home.exists()
    assert not server.room.exists()
    assert not server.is_running()


def test_a_given_server_is_used_instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/kwt")
    monkeypatch.setenv("POSTGRES_HOME", str(tmp_path / "postgres"))
    with postgres.running():
        assert not (tmp_path / "postgres").exists()


def test_settings_start_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSTGRES_HOME", str(tmp_path / "postgres"))
    found = postgres.settings()
    assert found["HOST"].startswith("/")
    assert not list(tmp_path.iterdir())
