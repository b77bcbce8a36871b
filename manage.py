#!/usr/bin/env python
"""Run one of Django's commands, with the embedded database open while it runs."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from core import postgres, translations


def main() -> None:
    """Run the command on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwt_registry.settings")
    # Before Django loads them: it keeps what it found for as long as the process lives.
    translations.compile_all(Path(__file__).resolve().parent / "locale")
    try:
        with postgres.running():
            execute_from_command_line(sys.argv)
    except postgres.PostgresError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
