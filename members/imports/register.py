"""What the register holds already of a group's people, read by a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from core.models import OldCode
from core.text import name_key
from members.listing import place
from members.models import Group, Membership, OfficeTerm, Person, Placement
from regions.models import Region

PERSON_FIELDS = (
    "name",
    "nickname",
    "sex",
    "birth_place",
    "birth_date",
    "village_id",
    "hamlet",
    "rt",
    "rw",
    "phone",
    "education",
    "marital_status",
)
# Lengths of the codes "18.01" and "18.01.10".
REGENCY, DISTRICT = 5, 8
STAY_FIELDS = ("country", "status", "departed", "returned", "occupation", "sector")


@dataclass(slots=True)
class Stay:
    """A placement on file."""

    id: int
    values: dict[str, Any]
    has_return_reason: bool


@dataclass(slots=True)
class Known:
    """Somebody whose file the group keeps."""

    id: int
    code: str
    nik_hash: str | None
    is_deceased: bool
    values: dict[str, Any]
    membership: dict[str, Any] | None = None
    was_member: bool = False
    office: str = ""
    stays: list[Stay] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.values["name"]


class Register:
    """The people whose files a group keeps; ``lock`` keeps them as they are until the writing."""

    def __init__(self, group: Group, *, lock: bool = False) -> None:
        self.group, self.lock = group, lock
        self.people: dict[int, Known] = {}
        self.holders: dict[str, str] = {}
        self._load_people()
        self._load_memberships()
        self._load_stays()
        self.by_code = {known.code: known for known in self.people.values()}
        self._load_old_codes()
        self.by_nik = {known.nik_hash: known for known in self.people.values() if known.nik_hash}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for known in self.people.values():
            self.by_name[name_key(known.name)].append(known)

    def _load_people(self) -> None:
        rows = Person.objects.filter(group=self.group).order_by("id")
        if self.lock:
            rows = rows.select_for_update()
        for row in rows.values("id", "code", "nik_hash", "deceased_on", *PERSON_FIELDS):
            values = {key: row[key] for key in PERSON_FIELDS}
            is_deceased = row["deceased_on"] is not None
            self.people[row["id"]] = Known(
                row["id"], row["code"], row["nik_hash"], is_deceased, values
            )

    def _load_old_codes(self) -> None:
        """A list may be older than a merge."""
        led = OldCode.objects.filter(new_code__in=list(self.by_code))
        self.by_code |= {old: self.by_code[new] for old, new in led.values_list("code", "new_code")}

    def _load_memberships(self) -> None:
        own = Membership.objects.filter(group=self.group)
        for row in own.values("id", "person_id", "status", "joined", "left"):
            # Some have left with their file, and without a lock somebody may have been added since.
            if known := self.people.get(row["person_id"]):
                known.was_member = True
                if not row["left"]:
                    known.membership = dict(row)
        terms = OfficeTerm.objects.open().filter(group=self.group)
        columns = ("office", "membership__person_id", "membership__person__name")
        for office, person_id, name in terms.values_list(*columns):
            self.holders[office] = name
            if person_id in self.people:
                self.people[person_id].office = office

    def _load_stays(self) -> None:
        rows = Placement.objects.filter(person__group=self.group).order_by("id")
        for row in rows.values("id", "person_id", "return_reason", *STAY_FIELDS):
            values = {key: row[key] for key in STAY_FIELDS}
            if known := self.people.get(row["person_id"]):
                known.stays.append(Stay(row["id"], values, bool(row["return_reason"])))


class Villages:
    """The villages around a group, by their names: its own kecamatan first, then the regency."""

    def __init__(self, group: Group) -> None:
        self.own = group.village
        around = Region.objects.current().villages().within(self.own.code[:REGENCY])
        self.codes: dict[str, list[str]] = defaultdict(list)
        for code, name, path in around.values_list("code", "name", "path"):
            self.codes[name_key(name)].append(code)
            self.codes[name_key(place(path))].append(code)

    def find(self, text: str) -> str | None:
        """The code of a village as it is spelt in a list, None where no or several ones fit."""
        key = bare_key(text)
        if key == name_key(self.own.name):
            return self.own.code
        # "Kampung Baru" as it stands, before it is taken for the kampung Baru.
        found = self.codes.get(name_key(text)) or self.codes.get(key, [])
        near = [code for code in found if code.startswith(self.own.code[:DISTRICT])]
        found = near or found
        return found[0] if len(found) == 1 else None

    def is_own(self, text: str) -> bool:
        """Whether an address says no more than the group's own village."""
        return bare_key(text) == name_key(self.own.name)


def bare_key(text: str) -> str:
    """ "Desa Bumi Daya", "Ds. Bumidaya" and "Bumi Daya" are one."""
    key = name_key(text)
    for prefix in ("desa", "ds", "kelurahan", "kel", "pekon", "kampung"):
        if key.startswith(prefix) and name_key(text.split(maxsplit=1)[0]) == prefix:
            return key.removeprefix(prefix)
    return key


def agree(known: str | None, given: str | None) -> bool:
    """Whether two partial dates can be one: the less exact one begins the other."""
    if known is None or given is None:
        return True
    return known.startswith(given) or given.startswith(known)
