#!/usr/bin/env python
"""Run one of Django's commands, with the embedded database open while it runs."""

import os
import sys

from django.core.management import execute_from_command_line

from core import postgres


def main() -> None:
    """Run the command on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwt_registry.settings")
    try:
        with postgres.running():
            execute_from_command_line(sys.argv)
    except postgres.PostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
