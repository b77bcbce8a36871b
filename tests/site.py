"""The site on a real port, inside the transaction of the test that asks for it.

Server and test share one connection: what the test has made is there, and all of it is gone
afterwards without emptying a table. One request is answered at a time, whole. Let the page come
to rest (`expect(…)`) before the test itself asks the database.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Application = Callable[..., Any]


class _Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """Leave the connection open: it is the test's."""


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the site for as long as the block runs; gives its address."""
    with _shared_connection() as connection:
        server = _Server(
            ("127.0.0.1", 0), _QuietHandler, connections_override={DEFAULT_DB_ALIAS: connection}
        )
        answers = _OneAtATime(WSGIHandler())
        server.set_app(answers)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            answers.end()
            server.shutdown()
            server.server_close()
            thread.join()


@contextmanager
def _shared_connection() -> Iterator[BaseDatabaseWrapper]:
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    # At both ends of a request Django drops a connection that it finds in a transaction.
    connection.close_if_unusable_or_obsolete = lambda: None
    try:
        yield connection
    finally:
        del connection.close_if_unusable_or_obsolete
        connection.dec_thread_sharing()


class _OneAtATime:
    def __init__(self, application: Application) -> None:
        self.application, self.lock, self.is_over = application, threading.Lock(), False

    def __call__(self, environ: dict[str, Any], start_response: Application) -> list[bytes]:
        with self.lock:
            if self.is_over:
                start_response("503 Service Unavailable", [])
                return []
            response = self.application(environ, start_response)
            body = b"".join(response)
            response.close()
            _run_what_waits_for_the_commit()
        return [body]

    def end(self) -> None:
        """Wait for the answer under way, which a page may have asked for by itself: after it the
        connection is the test's alone.
        """
        with self.lock:
            self.is_over = True


def _run_what_waits_for_the_commit() -> None:
    """Run on_commit's functions: the test's own transaction never commits."""
    connection = connections[DEFAULT_DB_ALIAS]
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, function, _robust in waiting:
        function()
