"""The bare views of the service desk."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

QUEUE_SQL = """
SELECT s.code, s.asker_name, t.name, g.name, r.path, s.opened_on, s.due_on, s.state, s.urgency
FROM secretariat_service s
JOIN secretariat_servicetopic t ON t.id = s.topic_id
JOIN regions_region r ON r.code = s.region_id
LEFT JOIN members_group g ON g.id = s.group_id
WHERE {where} ORDER BY s.rank DESC, s.opened_on, s.id LIMIT 50
"""
CASE_SQL = """
SELECT s.code, s.asker_name, s.question, n.text, n.at, u.name
FROM secretariat_service s
LEFT JOIN secretariat_servicenote n ON n.service_id = s.id
LEFT JOIN accounts_user u ON u.id = n.author_id
WHERE s.code = %s ORDER BY n.at, n.id
"""
CONDITIONS = {
    "area": "s.region_id LIKE %s || '%%'",
    "state": "s.state <> 'closed' AND %s <> ''",
    "q": "upper(s.asker_name) LIKE '%%' || upper(%s) || '%%'",
}
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Meja layanan</title></head><body>
<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
</body></html>"""
)


def queue(request: HttpRequest) -> HttpResponse:
    """Fifty services: of an area, the open ones, or by name."""
    used = [name for name in CONDITIONS if request.GET.get(name)]
    where = " AND ".join(CONDITIONS[name] for name in used) or "true"
    return _rows(QUEUE_SQL.format(where=where), [request.GET[name] for name in used])


def case(request: HttpRequest) -> HttpResponse:
    """One service with its notes."""
    return _rows(CASE_SQL, [request.GET["service"]])


def _rows(sql: str, values: list[str]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
