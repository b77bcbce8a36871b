"""`make run`: bring the database up to date, then serve the site on this machine."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from core import keys, rotation
from core.tidying import tidy
from kwt_registry.prepare import prepare

HOST = "127.0.0.1"
PORT = "8000"
# The workers of a killed site let go of its port within a second or two.
PATIENCE = 4.0
DAY = 24 * 60 * 60


class Command(BaseCommand):
    """Prepare database, regions, demo data, translations and static files; then serve."""

    help = "Prepares everything and serves the site on 127.0.0.1 (PORT, default 8000)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Hold the port first, so that a second start is refused before it touches anything."""
        listener = _listen(os.environ.get("PORT") or PORT)
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        try:
            with keys.in_use(settings.VAR_DIR / "keys", _keys()):
                self._prepare()
                Site(listener, lambda: self._say(f"\n{address}   (Ctrl-C stops it)")).run()
        except keys.KeysBusyError:
            raise CommandError(
                "The keys are being changed. Start again when that is done."
            ) from None

    def _prepare(self) -> None:
        self._say("Bringing the database up to date …")
        prepare()
        if rotation.is_behind():
            call_command("rotate_keys")
        tidy()
        if settings.DEMO:
            call_command("seed_demo")
        connections.close_all()

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


class Site(BaseApplication):
    """The site under gunicorn, in this process, on a socket that already listens."""

    def __init__(self, listener: socket.socket, when_ready: Callable[[], None]) -> None:
        """Take the socket over, and say by `when_ready` that the site can be opened."""
        self.listener = listener
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options; its own ways to find some are not used."""
        chosen = {
            "bind": f"fd://{self.listener.detach()}",
            "worker_class": "gthread",
            "workers": int(os.environ.get("WORKERS") or 2),
            "threads": 4,
            "timeout": 120,
            "graceful_timeout": 10,
            "loglevel": "warning",
            # It would lie outside the project, in the user's home.
            "control_socket_disable": True,
            "when_ready": self._on_ready,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Return the WSGI application."""
        return get_wsgi_application()

    def _on_ready(self, arbiter: Arbiter) -> None:
        # gunicorn would reload at a hang-up, and run on unseen when the terminal is closed.
        signal.signal(signal.SIGHUP, lambda *_: arbiter.signal(signal.SIGTERM, None))
        threading.Thread(target=_tidy_daily, daemon=True).start()
        self.when_ready()


def _keys() -> keys.Keys:
    return keys.Keys(settings.SECRET_KEY, settings.CIPHER_KEYS, settings.HASH_KEY)


def _tidy_daily() -> None:
    """Tidy once a day, in a process of its own: gunicorn forks this one, connections and all."""
    while True:
        time.sleep(DAY)
        subprocess.run([sys.executable, "manage.py", "tidy"], cwd=settings.BASE_DIR)


def _listen(port: str) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, int(port)))
            listener.listen(128)
        except (ValueError, OverflowError):
            raise CommandError(f"PORT is not a number up to 65535: {port}") from None
        except OSError as error:
            listener.close()
            if time.monotonic() > until:
                raise CommandError(
                    f"Cannot listen on port {port}: {error}. Is the site running already? "
                    "Another port: PORT=8123 make run"
                ) from None
            time.sleep(0.2)
        else:
            return listener
