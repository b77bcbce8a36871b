"""The bare views of harvests and of who is to be asked for a card."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

HARVESTS_SQL = """
SELECT h.code, h.harvested_on, c.name, g.name, m.name, h.area_ha, h.quantity_kg,
       h.quantity_kg * h.price_per_kg, h.quantity_kg * h.price_per_kg - h.cost
FROM secretariat_harvest h
JOIN secretariat_commodity c ON c.id = h.commodity_id
JOIN members_group g ON g.id = h.group_id
LEFT JOIN members_person m ON m.id = h.person_id
WHERE g.village_id LIKE %s || '%%' ORDER BY h.harvested_on DESC, h.id DESC LIMIT 50
"""
PRODUCTION_SQL = """
SELECT c.name, left(h.harvested_on, 4), count(*), sum(h.quantity_kg), sum(h.area_ha),
       sum(h.quantity_kg * h.price_per_kg), sum(h.quantity_kg * h.price_per_kg - h.cost),
       count(DISTINCT h.person_id)
FROM secretariat_harvest h
JOIN secretariat_commodity c ON c.id = h.commodity_id
JOIN members_group g ON g.id = h.group_id
WHERE g.village_id LIKE %s || '%%' AND h.cancelled_on IS NULL GROUP BY 1, 2 ORDER BY 1, 2
"""
TO_ASK_SQL = """
SELECT p.code, p.name, g.name, card.taken_on
FROM members_person p LEFT JOIN members_group g ON g.id = p.group_id
LEFT JOIN LATERAL (
    SELECT l.taken_on FROM secretariat_livelihood l
    WHERE l.person_id = p.id AND l.cancelled_on IS NULL ORDER BY l.taken_on DESC LIMIT 1
) card ON true
WHERE p.area LIKE %s || '%%' AND p.deceased_on IS NULL
    AND (card.taken_on IS NULL OR card.taken_on <= current_date - 365)
ORDER BY p.area, p.sort_key, p.id LIMIT 50
"""
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Panen</title></head><body>
<table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
</body></html>"""
)


def harvests(request: HttpRequest) -> HttpResponse:
    """Fifty harvests of an area, the latest first."""
    return _rows(HARVESTS_SQL, request.GET.get("area", ""))


def production(request: HttpRequest) -> HttpResponse:
    """The sums of an area by commodity and year."""
    return _rows(PRODUCTION_SQL, request.GET.get("area", ""))


def to_ask(request: HttpRequest) -> HttpResponse:
    """Fifty people of an area who are to be asked for a card."""
    return _rows(TO_ASK_SQL, request.GET.get("area", ""))


def _rows(sql: str, area: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, [area])
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
