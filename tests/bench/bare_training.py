"""The bare views of trainings and their rosters."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

TRAININGS_SQL = """
SELECT t.code, t.title, o.name, t.starts_on, t.ends_on, t.place, t.state, i.name, r.path,
       (SELECT count(*) FROM training_participant p
        WHERE p.training_id = t.id AND p.withdrawn_on IS NULL)
FROM training_training t
JOIN training_topic o ON o.id = t.topic_id
JOIN institutions_institution i ON i.id = t.office_id
LEFT JOIN regions_region r ON r.code = t.village_id
WHERE {where} ORDER BY t.starts_on DESC, t.id DESC LIMIT 50
"""
ROSTER_SQL = """
SELECT p.code, p.number, m.name, p.pre_score, p.post_score, m.group_id,
       string_agg(a.state, ' ' ORDER BY s.date)
FROM training_participant p
JOIN training_training t ON t.id = p.training_id
JOIN members_person m ON m.id = p.person_id
LEFT JOIN training_session s ON s.training_id = t.id
LEFT JOIN training_attendance a ON a.session_id = s.id AND a.participant_id = p.id
WHERE t.code = %s
GROUP BY p.id, m.id ORDER BY p.number
"""
RECORD_SQL = """
INSERT INTO training_attendance (session_id, participant_id, state, version, changed_at)
SELECT s.id, p.id, 'present', 1, now()
FROM training_session s JOIN training_participant p USING (training_id)
WHERE s.code = %s
"""
CONDITIONS = {
    "area": "i.region_id LIKE %s || '%%'",
    "year": "extract(year FROM t.starts_on) = %s::int",
    "q": "t.title ILIKE '%%' || %s || '%%'",
}
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Pelatihan</title></head><body>
<table>{% for row in rows %}
<tr>
<th><a href="/trainings/{{ row.0 }}/">{{ row.1 }}</a></th>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}
</tr>
{% endfor %}</table>
</body></html>"""
)


def trainings(request: HttpRequest) -> HttpResponse:
    """Fifty trainings: of an area, of a year, or by name."""
    used = [name for name in CONDITIONS if request.GET.get(name)]
    where = " AND ".join(CONDITIONS[name] for name in used) or "true"
    return _rows(TRAININGS_SQL.format(where=where), [request.GET[name] for name in used])


def roster(request: HttpRequest) -> HttpResponse:
    """The participants of a training with their attendance."""
    return _rows(ROSTER_SQL, [request.GET["training"]])


def record(request: HttpRequest) -> HttpResponse:
    """Write everybody of a session down as present by one SQL, history included."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD_SQL, [request.POST["session"]])
    return HttpResponse(status=302)


def _rows(sql: str, values: list[str]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
