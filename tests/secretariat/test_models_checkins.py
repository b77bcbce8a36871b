"""What a monthly check can never be, and what it tells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import timeline
from core.constraints import sentence
from secretariat import months
from secretariat.models import CheckIn
from tests.cast import Cast
from tests.secretariat.checkin_factories import CheckInFactory

MAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"month": dt.date(2026, 5, 2)}, "tanggal satu"),
        ({"month": MAY, "answered_on": dt.date(2026, 4, 30)}, "bulan berikutnya"),
        ({"month": MAY, "answered_on": dt.date(2026, 7, 1)}, "bulan berikutnya"),
        ({"month": MAY, "note": "Air"}, "masalah"),
        ({"month": MAY, "has_problem": True, "settled_on": MAY}, "disepakati"),
    ],
)
def test_a_wrong_check_is_refused_in_words(cast: Cast, values: dict[str, Any], words: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        CheckInFactory(group=cast.group, **values)
    assert words in sentence(refused.value)
    late = dt.date(2026, 6, 30)
    assert CheckInFactory(group=cast.group, month=MAY, answered_on=late).is_quiet


def test_a_month_is_answered_once(cast: Cast) -> None:
    CheckInFactory(group=cast.group, month=MAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInFactory(group=cast.group, month=MAY)
    assert CheckIn.objects.in_year(2026).count() == 1


def test_months_are_counted_across_years() -> None:
    assert months.back(dt.date(2026, 1, 1)) == dt.date(2025, 12, 1)
    assert months.back(dt.date(2025, 12, 1), -1) == dt.date(2026, 1, 1)
    assert months.between(dt.date(2025, 11, 1), dt.date(2026, 2, 1)) == 3
    assert months.read("2026-02") == dt.date(2026, 2, 1)
    assert [months.read(text) for text in ("2026-2", "1999-12", "2026-00", "")] == [None] * 4


def test_the_story_gathers_a_year_and_tells_problems_singly(cast: Cast) -> None:
    CheckInFactory(group=cast.group, month=MAY, members_changed=True)
    CheckInFactory(group=cast.group, month=dt.date(2026, 6, 1), has_problem=True, note="Air kotor")
    CheckInFactory(group=cast.group, month=dt.date(2025, 6, 1))
    told = {
        user.username: [
            (entry.title, entry.detail)
            for entry in timeline.entries("group", cast.group, user)
            if "abar" in str(entry.title)
        ]
        for user in (cast.officer, cast.viewer)
    }
    mine, others = told[cast.officer.username], told[cast.viewer.username]
    assert ("Kabar bulanan 2026", "2 bulan dijawab · anggota berubah 1 kali") in mine
    assert ("Kabar bulanan 2025", "1 bulan dijawab") in mine
    assert ("Masalah dalam kabar bulanan", "Air kotor") in mine
    assert ("Masalah dalam kabar bulanan", "") in others
    assert len(mine) == len(others) == 3
