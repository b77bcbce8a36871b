"""The demonstration's secretariat: invented cases, visits and harvests of two years."""

from __future__ import annotations

from accounts.models import User
from institutions.models import Institution
from secretariat.demo import abroad, checkins, desk, production, visits


def load(*, year: int, offices: dict[str, Institution], officer: User) -> None:
    """Write what the secretariat recorded. Groups, people and accounts exist."""
    # service desk
    desk.write(offices=offices, officer=officer)
    # still abroad and openings
    abroad.write(offices, officer)
    # coaching visits and minutes
    visits.write(offices, officer)
    # monthly check
    checkins.write(officer)
    # production
    production.load(year=year, officer=officer)
