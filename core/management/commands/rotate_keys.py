"""Change the keys, and bring the data to them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, transaction

from core import keys, rotation
from core.models import KeyRotation

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
BUSY = (
    "The site is running with these keys, or somebody is changing them. "
    "Stop the site (Ctrl-C), then run this again."
)
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
        folder, read = settings.VAR_DIR / "keys", _present()
        try:
            with keys.changing(folder, read) if kinds or forget else nullcontext():
                with transaction.atomic():
                    new = _use(keys.renewed(read, kinds))
                    act = _rotate(kinds, options["give_up_lost"])
                    # Before what they lock is there for good, and not where the act has failed.
                    keys.keep(folder, new, kinds)
                if forget:
                    keys.keep(folder, replace(new, cipher=new.cipher[:1]), ["cipher"])
        except keys.KeysBusyError:
            raise CommandError(BUSY) from None
        for name, number in sorted(act.counts.items()):
            self.stdout.write(f"{name}: {number:,}")
        self.stdout.write("All data are under the keys of today.")
        self._say_what_may_go(len(new.cipher) - 1, forget)

    def _say_what_may_go(self, old: int, are_gone: bool) -> None:
        if are_gone:
            self.stdout.write(f"Old cipher keys removed: {old}.")
        elif old:
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


def _rotate(kinds: Sequence[str], give_up: bool) -> KeyRotation:
    try:
        return rotation.rotate(by=_account(), renewed=kinds, give_up=give_up)
    except rotation.UnreadableError as error:
        raise CommandError(LOST.format(error)) from None
    except OperationalError as error:
        raise CommandError(WRITERS) from error


def _present() -> keys.Keys:
    return keys.Keys(settings.SECRET_KEY, settings.CIPHER_KEYS, settings.HASH_KEY)


def _use(new: keys.Keys) -> keys.Keys:
    """Let this process, which does nothing else and ends, work with the new keys."""
    settings.SECRET_KEY, settings.CIPHER_KEYS = new.cookie, new.cipher
    settings.HASH_KEY = new.hash
    return new


def _account() -> str:
    """Who runs the command, as the operating system knows it; some containers have no names."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
