"""`make run` from start to end, as its user sees it: with a real server and real signals."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.postgres import Cluster
from tests.cluster import copy, migrated
from tests.servers import PROJECT, ask, kill, postmaster, server_of

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a migrated cluster of the test's own."""
    if not migrated().home.exists():
        pytest.skip("another server than the embedded one was given")
    made = Cluster(copy(migrated(), tmp_path / "postgres").home)
    yield made
    made.remove()


@contextmanager
def serving(cluster: Cluster, port: str = "0") -> Iterator["subprocess.Popen[str]"]:
    """Begin `manage.py serve`, as a terminal would."""
    environment = os.environ | {"POSTGRES_HOME": str(cluster.home), "PORT": port, "DEMO": "0"}
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def port_of(process: "subprocess.Popen[str]") -> str:
    """Wait for the address that the site prints."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := ADDRESS.search(line):
            return found[1]
    pytest.fail("".join(said))


def stop(process: "subprocess.Popen[str]", by: signal.Signals) -> None:
    """Signal all of the terminal's processes, as the kernel does; the end is a clean one."""
    os.killpg(process.pid, by)
    assert process.wait(60) == 0


def status(port: str, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_it_serves_survives_a_kill_and_stops_cleanly(cluster: Cluster) -> None:
    with serving(cluster) as site:
        port = port_of(site)
        assert status(port, "/accounts/login/") == 200
        with serving(cluster, port) as second:
            assert "Is the site running already?" in second.communicate()[0]
            assert second.returncode == 1
        ask(cluster, "CREATE TABLE acknowledged AS SELECT 7 AS n")
        kill(site.pid)
        kill(postmaster(cluster))
    with serving(cluster, port) as site:
        assert port_of(site) == port
        assert status(port, "/accounts/login/") == 200
        assert ask(cluster, "SELECT n FROM acknowledged") == [(7,)]
        stop(site, signal.SIGINT)
    assert not server_of(cluster).is_running()
    # The terminal is closed.
    with serving(cluster) as site:
        port_of(site)
        stop(site, signal.SIGHUP)
    assert not server_of(cluster).is_running()


@pytest.mark.parametrize("port", ["http", "70000"])
def test_a_port_that_is_none_is_refused(cluster: Cluster, port: str) -> None:
    with serving(cluster, port) as site:
        assert "PORT is not a number up to 65535" in site.communicate()[0]
        assert site.returncode == 1
