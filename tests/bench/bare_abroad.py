"""The bare views of those abroad and of the public openings."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

ABROAD_SQL = """
SELECT p.code, p.name, g.name, coalesce(r.path, v.path), s.country, s.departed, s.contract_ends,
       c.day, c.told_by
FROM members_placement s
JOIN members_person p ON p.id = s.person_id
LEFT JOIN members_group g ON g.id = p.group_id
LEFT JOIN regions_region r ON r.code = g.village_id
LEFT JOIN regions_region v ON v.code = p.village_id
LEFT JOIN LATERAL (
    SELECT day, told_by FROM secretariat_contact c
    WHERE c.person_id = p.id AND c.ended_on IS NULL ORDER BY day DESC, id DESC LIMIT 1
) AS c ON true
WHERE s.status = 'abroad' AND p.deceased_on IS NULL AND p.area LIKE %s || '%%'
ORDER BY coalesce(partial_last(s.contract_ends), partial_last(s.departed) + interval '2 years'),
    s.id LIMIT 50
"""
OPENINGS_SQL = """
SELECT o.code, o.title, o.kind, o.audience, o.until, i.name
FROM secretariat_opening o JOIN institutions_institution i ON i.id = o.office_id
WHERE o.published_on IS NOT NULL AND o.withdrawn_on IS NULL AND o.until >= current_date
ORDER BY o.until, o.id LIMIT 50
"""
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Sekretariat</title></head><body>
<table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
</body></html>"""
)


def away(request: HttpRequest) -> HttpResponse:
    """Fifty who are abroad, from an area, whose contract ends first."""
    return _rows(ABROAD_SQL, [request.GET.get("area", "")])


def openings(request: HttpRequest) -> HttpResponse:
    """Fifty openings that stand open."""
    return _rows(OPENINGS_SQL, [])


def _rows(sql: str, values: list[str]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
