"""`make bench`: how fast pages, the import and what else is listed here are, on this machine.

SIZES=10000,1000000 are the numbers of members in the databases measured, each filled once and kept
under var/bench; ROUNDS=… is how often each page is asked. Prints a table and leaves it as JSON in
var/bench. ONLY=… measures a part, by its name in ``MEASURED`` of tests/bench/rates.py. No time is
asserted: compare the ratios, which a busy machine changes least.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2] / "var" / "bench"
SIZES = [int(size) for size in (os.environ.get("SIZES") or "10000,1000000").split(",")]


def main() -> None:
    """Set Django up on the bench's own server, then measure size by size."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ.setdefault("POSTGRES_HOME", str(HOME / "postgres"))
    os.environ["DEMO"] = "1"
    HOME.mkdir(parents=True, exist_ok=True)
    from core import postgres  # noqa: PLC0415 - reads the environment set above

    with postgres.running():
        import django  # noqa: PLC0415

        django.setup()
        _measure()


def _measure() -> None:
    from tests.bench import databases, rates, table  # noqa: PLC0415 - needs Django
    from tests.bench.parts import PARTS  # noqa: PLC0415

    asked = [os.environ["ONLY"]] if os.environ.get("ONLY") else list(rates.MEASURED)
    found: dict[str, Any] = {"machine": table.machine(), "pages": {}, "rates": []}
    for size in SIZES:
        with databases.of(size, asked):
            measured = [page for part in asked if part in PARTS for page in PARTS[part]()]
            if measured:
                found["pages"][size] = table.show_pages(size, measured)
    if found["pages"]:
        table.show_growth(found["pages"])
    with databases.of(SIZES[0], asked):
        found["rates"] = table.show_rates(rates.measure(asked))
    name = HOME / f"bench-{found['machine']['at'][:19].replace(':', '')}.json"
    name.write_text(json.dumps(found, indent=1))
    sys.stdout.write(f"\n{name}\n")


if __name__ == "__main__":
    main()
