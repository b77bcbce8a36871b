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
SKILLS_SQL = """
SELECT m.code, m.name, o.name, g.name, coalesce(r.path, v.path), s.can_teach, s.note
FROM training_skill s
JOIN members_person m ON m.id = s.person_id
JOIN training_topic o ON o.id = s.topic_id
LEFT JOIN members_group g ON g.id = m.group_id
LEFT JOIN regions_region r ON r.code = g.village_id
LEFT JOIN regions_region v ON v.code = m.village_id
WHERE s.topic_id = %s::int AND s.ended_on IS NULL AND m.area LIKE %s || '%%'
ORDER BY s.can_teach DESC, m.area LIKE %s || '%%' DESC, m.sort_key, s.id LIMIT 50
"""
DUE_SQL = """
SELECT p.code, p.number, coalesce(m.name, p.name), g.name, t.title, t.ends_on
FROM training_participant p
JOIN training_training t ON t.id = p.training_id
JOIN institutions_institution i ON i.id = t.office_id
LEFT JOIN members_person m ON m.id = p.person_id
LEFT JOIN members_group g ON g.id = m.group_id
WHERE i.region_id LIKE %s || '%%' AND t.state = 'finished' AND p.withdrawn_on IS NULL
    AND t.ends_on <= current_date - interval '3 months'
    AND t.ends_on > current_date - interval '18 months'
    AND NOT EXISTS (SELECT FROM training_followup f WHERE f.participant_id = p.id)
ORDER BY t.ends_on DESC, t.id DESC, p.number, p.id LIMIT 50
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


def skills(request: HttpRequest) -> HttpResponse:
    """Fifty who know a topic, who can teach it and is near first."""
    return _rows(SKILLS_SQL, [request.GET.get(name, "") for name in ("topic", "area", "near")])


def due(request: HttpRequest) -> HttpResponse:
    """Fifty participants of an area who are to be asked again."""
    return _rows(DUE_SQL, [request.GET["area"]])


def record(request: HttpRequest) -> HttpResponse:
    """Write everybody of a session down as present by one SQL, history included."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD_SQL, [request.POST["session"]])
    return HttpResponse(status=302)


def _rows(sql: str, values: list[str]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
