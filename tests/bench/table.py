"""The figures on the screen, and the machine that they belong to."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import connection
from django.utils import timezone

from tests.bench.asking import Measured
from tests.bench.rates import Rate

COLUMNS = ("p50 ms", "p95 ms", "bare", "busy", "ratio", "SQL", "gz B")


def machine() -> dict[str, Any]:
    """What the figures depend on besides the code."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return {
        "at": timezone.now().isoformat(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "postgresql": version,
    }


def show_pages(size: int, measured: Iterable[Measured]) -> list[dict[str, Any]]:
    """Print one size's table; returns it for the file."""
    print(f"\n{size:,} members; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'page':<34}" + "".join(f"{name:>8}" for name in COLUMNS))
    rows = []
    for m in measured:
        times = (m.p50, m.p95, m.bare, m.busy, m.ratio)
        figures = "".join(f"{time:>8.1f}" for time in times) + f"{m.queries:>8}{m.size:>8}"
        print(f"{m.name:<34}{figures}")
        rows.append(asdict(m) | {"ratio": round(m.ratio, 2)})
    first = max((row["first_visit"] for row in rows), default=0)
    print(f"a first visit weighs at most {first:,} bytes, compressed, with styles and scripts")
    return rows


def show_growth(pages: dict[int, list[dict[str, Any]]]) -> None:
    """Print how many times slower each page is at the largest size than at the smallest."""
    (small, few), *_between, (large, many) = [*pages.items(), *pages.items()]
    if small == large:
        return
    print(f"\nfrom {small:,} to {large:,} members")
    for before, after in zip(few, many, strict=True):
        print(f"{before['name']:<34}{after['busy'] / before['busy']:>9.1f} times")


def show_rates(rates: Iterable[Rate]) -> list[dict[str, Any]]:
    """Print what goes through in a second."""
    print()
    rows = []
    for rate in rates:
        print(f"{rate.name:<46}{rate.rows / rate.seconds:>10,.0f} rows/s {rate.seconds:>7.2f} s")
        rows.append(asdict(rate))
    return rows
