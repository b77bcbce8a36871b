"""The bare views of machines, turns and handovers."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

MACHINES_SQL = """
SELECT e.code, k.name, e.brand, e.serial, e.condition, g.name, r.path, p.name, u.next_due,
       EXISTS (SELECT FROM aid_faultreport f WHERE f.equipment_id = e.id AND f.state = 'open')
FROM aid_equipment e
JOIN aid_goodskind k ON k.id = e.kind_id
JOIN members_group g ON g.id = e.group_id
JOIN regions_region r ON r.code = g.village_id
LEFT JOIN aid_custody c ON c.equipment_id = e.id AND c.until IS NULL
LEFT JOIN members_person p ON p.id = c.person_id
LEFT JOIN LATERAL (
    SELECT next_due FROM aid_upkeep a WHERE a.equipment_id = e.id ORDER BY a.date DESC LIMIT 1
) u ON true
WHERE {where} ORDER BY e.id DESC LIMIT 50
"""
TURNS_SQL = """
SELECT b.code, p.name, lower(b.period), upper(b.period), b.state
FROM aid_booking b JOIN members_person p ON p.id = b.person_id
WHERE b.equipment_id = (SELECT id FROM aid_equipment WHERE code = %s)
    AND b.period && tstzrange(%s, %s) AND b.state <> 'cancelled'
ORDER BY b.period
"""
PAPERS_SQL = """
SELECT h.code, h.register_number, h.handed_on, h.state, g.name, r.path, i.name, goods.names
FROM aid_handover h
JOIN members_group g ON g.id = h.group_id
JOIN regions_region r ON r.code = g.village_id
JOIN institutions_institution i ON i.id = h.giver_id
LEFT JOIN LATERAL (
    SELECT string_agg(k.name, ', ') AS names
    FROM aid_handoverline l JOIN aid_goodskind k ON k.id = l.kind_id WHERE l.handover_id = h.id
) goods ON true
WHERE {where} ORDER BY h.handed_on DESC, h.id DESC LIMIT 50
"""
TAKE_SQL = """
INSERT INTO aid_booking (code, equipment_id, person_id, period, state, asked_by_id, purpose, place,
    cancel_reason, version, changed_at)
SELECT substr(md5(random()::text), 1, 10), e.id, p.id, tstzrange(%s, %s), 'booked', u.id, %s, '',
    '', 1, now()
FROM aid_equipment e, members_person p, accounts_user u
WHERE e.code = %s AND p.code = %s AND u.username = 'bench_fill'
"""
AREA = "g.village_id >= %s AND g.village_id < %s || '/'"
OVERDUE = """
e.state <> 'ended' AND EXISTS (
    SELECT FROM aid_upkeep o WHERE o.equipment_id = e.id AND o.next_due < %s
)"""
MACHINE_CONDITIONS = {
    "area": (AREA, 2),
    "q": ("(e.search_key LIKE '%%' || %s || '%%' OR k.key LIKE '%%' || %s || '%%')", 2),
    "overdue": (OVERDUE, 1),
    "code": ("e.code = %s", 1),
}
PAGE = engines["django"].from_string(
    """<!doctype html>
<html lang="id"><head><title>Alat</title></head><body>
<table>{% for row in rows %}
<tr>
<th><a href="/aid/equipment/{{ row.0 }}/">{{ row.1 }}</a></th>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}
</tr>
{% endfor %}</table>
</body></html>"""
)


def machines(request: HttpRequest) -> HttpResponse:
    """Fifty machines: of an area, of a kind or serial, with upkeep overdue, or one by code."""
    asked = request.GET
    used = [name for name in MACHINE_CONDITIONS if asked.get(name)]
    where = " AND ".join(MACHINE_CONDITIONS[name][0] for name in used) or "true"
    values = [asked[name] for name in used for _ in range(MACHINE_CONDITIONS[name][1])]
    return _rows(MACHINES_SQL.format(where=where), values)


def turns(request: HttpRequest) -> HttpResponse:
    """One machine's turns of some days."""
    return _rows(TURNS_SQL, [request.GET[name] for name in ("code", "start", "end")])


def papers(request: HttpRequest) -> HttpResponse:
    """Fifty handovers, of an area or all."""
    area = request.GET.get("area")
    return _rows(PAPERS_SQL.format(where=AREA if area else "true"), [area] * 2 if area else [])


def take(request: HttpRequest) -> HttpResponse:
    """Take a turn by one SQL, its history included."""
    names = ("start", "end", "purpose", "machine", "person")
    with connection.cursor() as cursor:
        cursor.execute(TAKE_SQL, [request.POST[name] for name in names])
    return HttpResponse(status=302)


def _rows(sql: str, values: list[str]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return HttpResponse(PAGE.render({"rows": cursor.fetchall()}))
