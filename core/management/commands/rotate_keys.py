"""Change the keys, and bring the data to them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from core import keys, rotation

STEPS = {
    "cipher": """CIPHER_KEYS comes from the environment, which this command cannot change. So:
  1. Make a key:  openssl rand -base64 32 | tr '+/' '-_'
  2. Set CIPHER_KEYS to the new key, a comma, and what stood there; start every process again.
  3. Run:  manage.py rotate_keys
  4. When it says so, take the old key out of CIPHER_KEYS and start every process again.""",
    "hash": """HASH_KEY comes from the environment, which this command cannot change. So:
  1. Make a key:  openssl rand -base64 32 | tr '+/' '-_'
  2. Stop the site. Set HASH_KEY to the new key alone: the old one is not needed.
  3. Run:  manage.py rotate_keys
  4. Start the site.""",
    "cookie": """SECRET_KEY comes from the environment, which this command cannot change. So:
  1. Make a key:  openssl rand -base64 32 | tr '+/' '-_'
  2. Set SECRET_KEY to it and start every process again. Everybody signs in again.""",
}
BUSY = "The site is running with these keys. Stop it (Ctrl-C), then run this again."
WRITERS = "Somebody keeps writing to the database. Stop the site, then run this again."
LOST = """No key opens {}. Nothing was changed.
If a key was taken out too early, put it back at the end of CIPHER_KEYS (var/keys/cipher_keys).
If it is lost: --give-up-lost blanks such values, and their people show as incomplete."""


class Command(BaseCommand):
    help = (
        "Brings all data to the keys of today, in one act that changes nothing else; "
        "with names, makes new keys first. See docs/keys.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", metavar="cipher|hash|cookie", help="make these new")
        parser.add_argument("--forget-old", action="store_true", help="remove old cipher keys")
        parser.add_argument(
            "--give-up-lost", action="store_true", help="blank the values that no key opens"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kinds, forget = list(dict.fromkeys(options["kinds"])), options["forget_old"]
        _refuse_what_is_not_ours(kinds, forget)
        folder = settings.VAR_DIR / "keys"
        try:
            with keys.changing(folder) if kinds or forget else nullcontext():
                _make_new(kinds)
                self._rotate(kinds, options["give_up_lost"])
                if forget:
                    self.stdout.write(f"Old cipher keys removed: {keys.forget_old(folder)}.")
        except keys.KeysBusyError:
            raise CommandError(BUSY) from None
        if not forget:
            self._say_what_may_go()

    def _rotate(self, kinds: Sequence[str], give_up: bool) -> None:
        try:
            act = rotation.rotate(by=_account(), renewed=kinds, give_up=give_up)
        except rotation.UnreadableError as error:
            raise CommandError(LOST.format(error)) from None
        except OperationalError as error:
            raise CommandError(WRITERS) from error
        for name, number in sorted(act.counts.items()):
            self.stdout.write(f"{name}: {number:,} rewritten")
        self.stdout.write("All data are under the keys of today.")

    def _say_what_may_go(self) -> None:
        if old := len(settings.CIPHER_KEYS) - 1:
            how = "CIPHER_KEYS" if keys.is_given("cipher") else "manage.py rotate_keys --forget-old"
            self.stdout.write(
                f"Nothing here needs the {old} old cipher key(s) any more; backups of before do. "
                f"Keep a copy with those, then remove them: {how}"
            )


def _refuse_what_is_not_ours(kinds: Sequence[str], forget: bool) -> None:
    if unknown := set(kinds) - STEPS.keys():
        raise CommandError(f"There is no such key: {', '.join(sorted(unknown))}")
    given = [kind for kind in kinds if keys.is_given(kind)]
    if given:
        raise CommandError("\n".join(STEPS[kind] for kind in given))
    if forget and keys.is_given("cipher"):
        raise CommandError("Leave the first key alone in CIPHER_KEYS; see docs/keys.md.")


def _make_new(kinds: Sequence[str]) -> None:
    folder = settings.VAR_DIR / "keys"
    for kind in kinds:
        keys.renew(folder, kind)
    if kinds:
        made = keys.load(folder, production=False)
        # This process has read its settings already, and does nothing but this act.
        settings.SECRET_KEY, settings.CIPHER_KEYS = made.cookie, made.cipher
        settings.HASH_KEY = made.hash


def _account() -> str:
    """Who runs the command, as the operating system knows it; some containers have no names."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
