"""Kolom SIMLUHTAN: the columns of the ministry's register of farmers' groups, in its order.

What is not kept here (a member's own crops, land and point) stays empty, so that the file has
the shape that is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.exports.columns import Cell, Chunk, Column, in_indonesian
from members.exports.cells import (
    WITHHELD,
    choice,
    contact,
    day,
    named,
    nik_on_file,
    phone,
    plain,
    standing,
)
from members.exports.groups import Office, officer
from members.listing import place
from members.models import Group, Person

PROVINCE, REGENCY, DISTRICT, VILLAGE = 2, 5, 8, 13


def address(chunk: Chunk) -> Sequence[Cell]:
    """``Dusun Sidorejo RT 002 RW 001, Bumi Daya, Palas``; below the village as it may be seen."""
    names = ("hamlet", "rt", "rw", "village__path", "shows_phone")
    return [_address(*row) for row in zip(*(chunk[name] for name in names), strict=True)]


def _address(hamlet: str, rt: str, rw: str, path: str | None, is_shown: bool) -> str:
    near = " ".join(filter(None, (hamlet, rt and f"RT {rt}", rw and f"RW {rw}")))
    return ", ".join(filter(None, (near if is_shown else in_indonesian(WITHHELD), place(path))))


def nothing(key: str, label: str) -> Column:
    return Column(key, label, lambda chunk: [None] * chunk.size)


def part(length: int) -> Column:
    """The region's code down to a level."""
    labels = {
        PROVINCE: "kode prov",
        REGENCY: "kode kab",
        DISTRICT: "kode kec",
        VILLAGE: "kode desa",
    }
    return Column(
        f"region_{length}",
        labels[length],
        lambda chunk: [code[:length] for code in chunk["village_id"]],
        ("village_id",),
    )


PEOPLE = (
    Column("name", "nama", named("name"), ("name",), 28),
    Column("nik", "NIK", nik_on_file, ("nik_cipher",), 19),
    Column("birth_place", "tempat lahir", plain("birth_place"), ("birth_place",)),
    Column("birth_date", "tanggal lahir", contact("birth_date", day), ("birth_date",), 13),
    Column("address", "alamat", address, ("hamlet", "rt", "rw", "village__path"), 36),
    Column("sex", "jenis kelamin", choice("sex", Person.Sex), ("sex",), 12),
    Column("phone", "no HP", phone, ("phone", "has_no_phone"), 19),
    Column("member_status", "status", standing, ("own__status",), 16),
    *(
        nothing(f"{key}_{number}", f"{label} {number}")
        for number in (1, 2, 3)
        for key, label in (("crop", "komoditas"), ("volume", "volume"))
    ),
    nothing("land_worked", "luas lahan garapan"),
    nothing("land_owned", "luas lahan milik"),
    nothing("category", "kategori"),
    nothing("point", "koordinat"),
)
GROUPS = (
    Column("simluhtan_id", "id", plain("simluhtan_id"), ("simluhtan_id",)),
    *map(part, (PROVINCE, REGENCY, DISTRICT, VILLAGE)),
    Column("name", "nama", plain("name"), ("name",), 28),
    Column("chair", "ketua", officer(Office.CHAIR), (), 26),
    Column("treasurer", "bendahara", officer(Office.TREASURER), (), 26),
    Column("address", "alamat sekretariat", contact("address"), ("address",), 36),
    Column("members", "jumlah anggota", plain("member_count"), ("member_count",), 10),
    Column("kind", "jenis", choice("kind", Group.Kind), ("kind",), 26),
)
LABEL = _("SIMLUHTAN’s columns")
