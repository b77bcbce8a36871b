"""The bare views of coaching visits and of the plan."""

from django.http import HttpRequest, HttpResponse

from tests.bench.bare_abroad import _rows

VISITS_SQL = """
SELECT v.code, g.name, r.path, v.day, v.purpose, v.state,
    (SELECT string_agg(o.name, ', ') FROM secretariat_visitofficer o WHERE o.visit_id = v.id),
    (SELECT count(*) FROM secretariat_visitfollowup f WHERE f.visit_id = v.id
        AND f.done_on IS NULL AND f.ended_on IS NULL)
FROM secretariat_visit v
JOIN members_group g ON g.id = v.group_id
JOIN regions_region r ON r.code = g.village_id
WHERE g.village_id LIKE %s || '%%'
ORDER BY v.day DESC, v.id DESC LIMIT 50
"""
PLAN_SQL = """
SELECT g.code, g.name, r.path, (
    SELECT max(held_on) FROM secretariat_visit v WHERE v.group_id = g.id AND v.state = 'held'
) AS last
FROM members_group g JOIN regions_region r ON r.code = g.village_id
WHERE g.state <> 'dissolved' AND g.village_id LIKE %s || '%%'
ORDER BY last NULLS FIRST, g.id LIMIT 50
"""


def visits(request: HttpRequest) -> HttpResponse:
    """Fifty visits of an area, newest first."""
    return _rows(VISITS_SQL, [request.GET.get("area", "")])


def plan(request: HttpRequest) -> HttpResponse:
    """Fifty groups of an area, longest without a visit first."""
    return _rows(PLAN_SQL, [request.GET.get("area", "")])
