"""Cetak: a group's member list to sign, its profile, one person's sheet, forms to fill in by hand.

Papers are Indonesian. They start from the same ``.allowed`` as the pages and hold to the rules of
files: on a secretary's paper stands nobody who is abroad, and what names people is logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import display
from core.documents import paper
from core.exports.columns import add_list, in_indonesian
from core.models import ExportLog
from core.storage import THUMB
from institutions.models import Institution
from members import consent_text, group_page, person_page
from members.exports import looked_up
from members.exports.cells import WITHHELD, country, stay_words, words
from members.listing import for_lines, place
from members.models import Consent, Group, Membership, OfficeTerm, Person

Row = dict[str, Any]

FORMS = {"member": "Formulir anggota", "consent": "Formulir persetujuan"}
KINDS = {
    "member_list": _("member list on paper"),
    "group_profile": _("profile of a group on paper"),
    "person_sheet": _("sheet of a person on paper"),
}
for _kind, _label in KINDS.items():
    add_list(f"members.{_kind}", _label)
_RANKS = {office: rank for rank, office in enumerate(OfficeTerm.Office.values)}


@dataclass(frozen=True, slots=True)
class Made:
    """A paper: its title, its content, and whom it is about."""

    title: str
    pdf: bytes


def member_list(group: Group, user: Any) -> Made:
    """Everybody who belongs to the group, officers first, with room to sign."""
    rows = _members(group, user)
    title = f"Daftar anggota {group.name}"
    with override("id"):
        data = _of_group(group, user) | {
            "title": "Daftar anggota",
            "facts": [
                _fact("Kelompok", group.name),
                _fact("Desa/kelurahan", group.village.path),
                _fact("Jumlah anggota", str(len(rows))),
                _by_hand("Kegiatan"),
                _by_hand("Hari, tanggal"),
            ],
            "rows": rows,
            "note": "",
        }
        pdf = paper("member_list", data, day=timezone.localdate())
    _log("member_list", user, group.name, len(rows), group.village_id)
    return Made(title, pdf)


def _members(group: Group, user: Any) -> list[Row]:
    allowed = Person.objects.allowed(user, "members.export_people")
    people: Any = for_lines(allowed, user).for_files(user)
    open_ones = Membership.objects.open().filter(group=group)
    found = list(
        people.filter(memberships__in=open_ones)
        .order_by("sort_key", "id")
        .values("pk", "name", "hamlet", "rt", "rw", "shows_phone", "is_abroad", "is_named")
    )
    offices = looked_up.offices([row["pk"] for row in found])
    for row, office in zip(found, offices, strict=True):
        row["rank"], row["office"] = _RANKS.get(office, len(_RANKS)), office
    return [_member(row) for row in sorted(found, key=lambda row: row["rank"])]


def _member(row: Row) -> Row:
    near = [row["hamlet"], *(f"{k} {v}" for k, v in (("RT", row["rt"]), ("RW", row["rw"])) if v)]
    is_hidden = row["is_abroad"] and not row["is_named"]
    return {
        "name": in_indonesian(WITHHELD) if is_hidden else row["name"],
        "office": words(OfficeTerm.Office)[row["office"]] or "anggota",
        "home": " ".join(filter(None, near)) if row["shows_phone"] else in_indonesian(WITHHELD),
    }


def group_profile(group: Group, user: Any) -> Made:
    """What the register knows of the group, on one or two pages."""
    with override("id"):
        page = group_page.build(group, user)
        data = _of_group(group, user) | {
            "title": "Profil kelompok",
            "facts": [
                _fact("Nama kelompok", group.name),
                _fact("Desa/kelurahan", group.village.path),
                *(_fact(str(row["label"]), str(row["value"] or "")) for row in page.facts),
                _fact("Anggota", str(page.counts["member"])),
                _fact("Calon anggota", str(page.counts["prospective"])),
            ],
            "officers": [_officer(row) for row in page.officers],
            "decrees": [
                {"number": d.number, "date": display.long_date(d.date), "issuer": d.issuer}
                for d in page.decrees
            ],
            "classes": [
                {"year": str(c.year), "score": str(c.score), "name": c.label} for c in page.classes
            ],
        }
        pdf = paper("group_profile", data, day=timezone.localdate())
    _log("group_profile", user, group.name, 1, group.village_id)
    return Made(f"Profil {group.name}", pdf)


def _officer(row: Row) -> Row:
    name = row["person"].name if row["person"] else ""
    return {"office": row["office"], "name": name or "–", "since": row["since"] or "–"}


def person_sheet(person: Person, user: Any) -> Made:
    """One person as her page shows her to this user, on paper."""
    with override("id"):
        page = person_page.build(person, user)
        home = person.group.village if person.group else person.village
        data = _letter(user, home, person.group) | {
            "title": "Lembar anggota/PMI",
            "subtitle": person.group.name if person.group else "",
            "name": person.name,
            "photo": _photo(person) if page.agrees_to(Consent.Purpose.PHOTO_PUBLISHED) else "",
            "facts": [
                _fact("Nama", person.name),
                *(_fact(str(row["label"]), _with_note(row)) for row in page.facts),
            ],
            "memberships": [
                {"group": row["group"], "status": row["status"], "years": row["years"] or "–"}
                for row in page.memberships
            ],
            "stays": [_stay(row) for row in looked_up.stays([person.pk])[0]],
            "person": {"title": "Yang bersangkutan,", "name": person.name},
        }
        pdf = paper("person_sheet", data, day=timezone.localdate())
    _log("person_sheet", user, person.name, 1, person.area)
    return Made(f"Lembar {person.name}", pdf)


def _with_note(row: Row) -> str:
    return " · ".join(filter(None, (str(row["value"] or ""), str(row.get("note", "") or ""))))


def _stay(row: tuple[Any, ...]) -> Row:
    return {
        "country": country(row[looked_up.COUNTRY]),
        "years": display.period(row[looked_up.DEPARTED], row[looked_up.RETURNED]) or "–",
        "occupation": row[looked_up.OCCUPATION] or "–",
        "status": stay_words()[row[looked_up.STATUS]],
    }


def _photo(person: Person) -> bytes | str:
    """The bytes of her photo; "" where she has none, or its file is gone."""
    if person.photo is None or not default_storage.exists(person.photo.path(THUMB)):
        return ""
    with default_storage.open(person.photo.path(THUMB)) as file:
        return file.read()


def blank_form(name: str, user: Any) -> Made:
    """A form to fill in by hand where there is no signal; it names nobody."""
    with override("id"):
        office = user.institution
        data = {"letterhead": _lines(office), "subtitle": "", "foot": "Register KWT PMI Purna"}
        if name == "consent":
            data |= _consent()
        pdf = paper(f"form_{name}", data, day=timezone.localdate())
    return Made(FORMS[name], pdf)


def _consent() -> Row:
    """The very words of the page that asks the same."""
    words = consent_text.current()
    return {
        "about": words.about,
        "offer": words.offer,
        "asked": list(words.asked.values()),
        "rights": words.rights,
        "foot": f"Register KWT PMI Purna · teks persetujuan {consent_text.CURRENT}",
    }


def _of_group(group: Group, user: Any) -> Row:
    terms = OfficeTerm.objects.open().filter(group=group, office=OfficeTerm.Office.CHAIR)
    chair = terms.select_related("membership__person").first()
    return _letter(user, group.village, group) | {
        "subtitle": f"{group.name} · {place(group.village.path)}",
        "chair": {
            "title": "Ketua kelompok,",
            "name": chair.membership.person.name if chair else "",
        },
    }


def _letter(user: Any, village: Any, group: Group | None) -> Row:
    """Letterhead, signature and foot; of a secretary's papers those of the office that coaches."""
    office = user.institution or (group.coached_by if group else None)
    today = display.long_date(timezone.localdate())
    return {
        "letterhead": _lines(office),
        "foot": f"Register KWT PMI Purna · per {today}",
        "head": {
            "place": f"{village.name}, {today}" if village else today,
            "title": f"{office.head_title}," if office and office.head_title else "Mengetahui,",
            "name": office.head_name if office else "",
            "nip": office.head_nip if office else "",
        },
    }


def _lines(office: Institution | None) -> list[str]:
    return [line for line in office.letterhead.splitlines() if line.strip()] if office else []


def _fact(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _by_hand(label: str) -> Row:
    """A line that is filled in with a pen."""
    return {"label": label, "value": "", "is_blank": True}


def _log(kind: str, user: Any, about: str, rows: int, area: str) -> None:
    ExportLog.objects.create(user=user, what=f"members.{kind}", filters=about, rows=rows, area=area)
