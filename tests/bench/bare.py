"""Bare views to compare with: the same rows by one SQL, printed through a ten-line template.

They pass the same middleware, without a sign-in and what it looks up.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from core.access import public
from tests.bench import (
    bare_abroad,
    bare_desk,
    bare_equipment,
    bare_production,
    bare_training,
    bare_visits,
)

bare = public("It exists in the bench alone.")

ROWS_SQL = """
SELECT p.code, p.name, p.phone, g.name AS "group", coalesce(r.path, v.path) AS place,
       s.country, s.departed, s.returned, s.occupation, s.status
FROM members_person p
LEFT JOIN members_group g ON g.id = p.group_id
LEFT JOIN regions_region r ON r.code = g.village_id
LEFT JOIN regions_region v ON v.code = p.village_id
LEFT JOIN LATERAL (
    SELECT * FROM members_placement s WHERE s.person_id = p.id ORDER BY s.departed DESC LIMIT 1
) s ON true
WHERE {where} ORDER BY p.sort_key, p.id LIMIT 50
"""
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Anggota</title></head><body>
<table>{% for row in rows %}
<tr>
<th><a href="/people/{{ row.0 }}/">{{ row.1 }}</a> <small>{{ row.2 }}</small></th>
<td>{{ row.3 }}<small>{{ row.4 }}</small></td>
<td>{{ row.5 }} {{ row.6 }} {{ row.7 }} {{ row.8 }} {{ row.9 }}</td>
</tr>
{% endfor %}</table>
</body></html>"""
)


@bare
def rows(request: HttpRequest) -> HttpResponse:
    """Fifty people: of an area, after a name, of a name, or one by code."""
    asked = request.GET
    conditions = {
        "area": ("p.area >= %s AND p.area < %s || '/'", 2),
        "after": (
            "(p.sort_key, p.id) > (SELECT sort_key, id FROM members_person WHERE code = %s)",
            1,
        ),
        "q": ("p.search_key LIKE '%%' || %s || '%%'", 1),
        "status": (
            "EXISTS (SELECT FROM members_placement a WHERE a.person_id = p.id AND a.status = %s)",
            1,
        ),
        "code": ("p.code = %s", 1),
        "group": ("g.code = %s", 1),
    }
    used = [name for name in conditions if asked.get(name)]
    where = " AND ".join(conditions[name][0] for name in used) or "true"
    values = [asked[name] for name in used for _ in range(conditions[name][1])]
    with connection.cursor() as cursor:
        cursor.execute(ROWS_SQL.format(where=where), values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))


@bare
def write(request: HttpRequest) -> HttpResponse:
    """Change one row by one SQL, its history included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_person SET nickname = %s WHERE code = %s",
            [request.POST["nickname"], request.POST["code"]],
        )
    return HttpResponse(status=302)


urlpatterns = [
    path("bare/", rows),
    path("bare/write/", write),
    path("bare/equipment/", bare(bare_equipment.machines)),
    path("bare/turns/", bare(bare_equipment.turns)),
    path("bare/turns/take/", bare(bare_equipment.take)),
    path("bare/handovers/", bare(bare_equipment.papers)),
    path("bare/trainings/", bare(bare_training.trainings)),
    path("bare/roster/", bare(bare_training.roster)),
    path("bare/skills/", bare(bare_training.skills)),
    path("bare/due/", bare(bare_training.due)),
    path("bare/attendance/", bare(bare_training.record)),
    path("bare/harvests/", bare(bare_production.harvests)),
    path("bare/production/", bare(bare_production.production)),
    path("bare/to-ask/", bare(bare_production.to_ask)),
    path("bare/abroad/", bare(bare_abroad.away)),
    path("bare/openings/", bare(bare_abroad.openings)),
    path("bare/desk/", bare(bare_desk.queue)),
    path("bare/case/", bare(bare_desk.case)),
    path("bare/visits/", bare(bare_visits.visits)),
    path("bare/visit-plan/", bare(bare_visits.plan)),
    path("", include("kwt_registry.urls")),
]
