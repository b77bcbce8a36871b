"""What a group's page tells: officers, members, former members, facts, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.access import acts_brought
from core.registry import subject_links
from members import ways
from members.listing import PERSON_FIELDS, for_lines, person_lines
from members.models import Group, GroupClass, Membership, OfficeTerm, Person
from members.models.person_queries import INCOMPLETE

ACTS = (
    "members.add_person",
    "members.change_group",
    "members.change_group_contact",
    "members.change_office",
    "members.dissolve_group",
    "members.export_people",
    "members.import_people",
    "members.view_contact",
    "members.view_history",
)
MOST_MEMBERS = 50
_RANKS = {office: rank for rank, office in enumerate(OfficeTerm.Office.values)}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The page, ready to be drawn."""

    may: dict[str, bool]
    counts: dict[str, int]
    officers: list[Row]
    members: list[Row]
    former: list[Row]
    decrees: list[Any]
    classes: list[GroupClass]
    facts: list[Row]
    ways: list[Row]
    add_url: str

    @property
    def latest_class(self) -> GroupClass | None:
        return self.classes[0] if self.classes else None

    @property
    def hidden_members(self) -> int:
        """How many members the table does not show."""
        return self.counts["open"] - len(self.members)


def acts() -> set[str]:
    """What a group has to bring along for its page: whether the user may do these on it."""
    return {*ACTS, *(link.act for link in subject_links("group"))}


def build(group: Group, user: Any) -> GroupPage:
    """Read what the page needs, as this user may see it, in a constant number of queries."""
    granted = acts_brought(group)
    may = {act.partition(".")[2]: act in granted for act in ACTS}
    if group.is_dissolved:
        may |= dict.fromkeys(set(may) - {"view_contact", "view_history", "export_people"}, False)
    return GroupPage(
        may=may,
        counts=_counts(group),
        officers=_officers(group, shows_phones=may["view_contact"]),
        members=_members(group, user),
        former=_former(group, user),
        decrees=list(group.decrees.select_related("scan")),
        classes=list(group.classes.all()),
        facts=_facts(group, shows_contact=may["view_contact"]),
        ways=[
            {"label": link.label, "url": reverse(link.url_name, args=[group.code])}
            for link in subject_links("group")
            if link.act in granted
        ],
        add_url=ways.to_add(user, group),
    )


def _counts(group: Group) -> dict[str, int]:
    """Open memberships, by status, and the members of whom something is missing."""
    # An open membership's group keeps the file, so that all of its members are among these.
    stays = Membership.objects.open().filter(person=OuterRef("pk"), group=group)
    people = Person.objects.filter(group=group).alias(status=Subquery(stays.values("status")[:1]))
    counts = people.aggregate(
        member=Count("pk", filter=Q(status=Membership.Status.MEMBER)),
        prospective=Count("pk", filter=Q(status=Membership.Status.PROSPECTIVE)),
        incomplete=Count("pk", filter=INCOMPLETE),
    )
    return counts | {"open": counts["member"] + counts["prospective"]}


def _officers(group: Group, *, shows_phones: bool) -> list[Row]:
    """Every office with its holder; the three that a group needs also where nobody holds them."""
    terms = OfficeTerm.objects.open().filter(group=group).select_related("membership__person")
    held = {term.office: term for term in terms}
    offices = [o for o in OfficeTerm.Office if o in held or o in OfficeTerm.NEEDED]
    return [_officer(office, held.get(office), shows_phones) for office in offices]


def _officer(office: Any, term: OfficeTerm | None, shows_phones: bool) -> Row:
    person = term.membership.person if term else None
    return {
        "office": capfirst(office.label),
        "person": person,
        "since": display.long_date(term.since) if term else "",
        "phone": person.phone if person and shows_phones else "",
    }


def _members(group: Group, user: Any) -> list[Row]:
    """The members as the list of people shows them, officers first."""
    terms = OfficeTerm.objects.open().filter(membership__person=OuterRef("pk"), group=group)
    ranks = [When(office=office, then=Value(rank)) for office, rank in _RANKS.items()]
    rank = terms.values(rank=Case(*ranks, output_field=IntegerField()))[:1]
    stays = Membership.objects.open().filter(person=OuterRef("pk"), group=group)
    people = for_lines(Person.objects.filter(Exists(stays)), user).annotate(rank=Subquery(rank))
    ordered = people.order_by("rank", "sort_key", "id")
    return person_lines(list(ordered.values(*PERSON_FIELDS)[:MOST_MEMBERS]))


def _former(group: Group, user: Any) -> list[Row]:
    """Who left: name, dates and office; a link only for whoever still sees her."""
    seen = Person.objects.allowed(user, "members.view_person").filter(pk=OuterRef("person"))
    last = OfficeTerm.objects.filter(membership=OuterRef("pk")).order_by("-id").values("office")
    rows = Membership.objects.filter(group=group, left__isnull=False).annotate(
        last_office=Subquery(last[:1]), is_seen=Exists(seen)
    )
    found = rows.order_by("-left", "person__sort_key", "pk").values(
        "person__name", "person__code", "joined", "left", "last_office", "is_seen"
    )
    return [_former_row(dict(row)) for row in found]


def _former_row(row: Row) -> Row:
    office = row["last_office"]
    return {
        "name": row["person__name"],
        "url": reverse("members:person_detail", args=[row["person__code"]])
        if row["is_seen"]
        else "",
        "office": capfirst(OfficeTerm.Office(office).label) if office else _("Member"),
        "joined": row["joined"],
        "left": row["left"],
    }


def _facts(group: Group, *, shows_contact: bool) -> list[Row]:
    """Facts as the component draws them; what this user may not see says so."""
    point = f"{group.latitude}, {group.longitude}" if group.latitude is not None else ""
    contact = [
        {"label": _("Secretariat"), "value": group.address},
        {
            "label": _("Phone"),
            "value": display.phone(group.phone),
            "url": display.tel_link(group.phone),
        },
        {
            "label": _("Point"),
            "value": point,
            "url": f"geo:{point.replace(' ', '')}" if point else "",
        },
    ]
    hidden = [{"label": fact["label"], "value": _("withheld")} for fact in contact]
    return [
        {"label": _("Kind"), "value": group.get_kind_display()},
        {"label": _("Founded"), "value": display.long_date(group.founded)},
        {"label": _("Coached by"), "value": group.coached_by},
        {"label": capfirst(_("SIMLUHTAN number")), "value": group.simluhtan_id},
        *(contact if shows_contact else hidden),
        {"label": _("Commodities"), "value": group.commodities},
        {"label": _("Land"), "value": _hectares(group.land_ha)},
    ]


def _hectares(land: Any) -> str:
    return f"{land.normalize():f} ha".replace(".", ",") if land is not None else ""


def tasks(group: Group, page: GroupPage) -> list[Row]:
    """What is missing and this user may add, the most urgent first."""
    found: list[Row] = []
    if page.may["change_office"]:
        found += _office_tasks(page)
    if page.may["change_group"]:
        found += _paper_tasks(group, page)
    if page.may["change_group_contact"]:
        found += _contact_tasks(group)
    if page.may["add_person"] and page.counts["incomplete"]:
        found.append(_people_task(group, page.counts["incomplete"]))
    return found


def _office_tasks(page: GroupPage) -> list[Row]:
    absent = [row["office"].lower() for row in page.officers if row["person"] is None]
    if not absent:
        return []
    return [
        {
            "label": _("Nobody is %(offices)s yet") % {"offices": ", ".join(absent)},
            "note": _("Open a member below, then change her office."),
            "url": "#members",
        }
    ]


def _paper_tasks(group: Group, page: GroupPage) -> list[Row]:
    found = []
    year = timezone.localdate().year
    if not page.decrees:
        found.append(_task(group, "decree_create", _("The decree is not recorded yet")))
    if not group.simluhtan_id:
        found.append(_task(group, "group_update", _("The SIMLUHTAN number is missing")))
    if not group.coached_by_id:
        found.append(_task(group, "group_update", _("Nobody coaches the group yet")))
    if all(ability.year != year for ability in page.classes):
        label = _("The class of %(year)s is not recorded yet") % {"year": year}
        found.append(_task(group, "class_create", label))
    return found


def _contact_tasks(group: Group) -> list[Row]:
    words = {
        _("secretariat address"): group.address,
        _("phone"): group.phone,
        _("commodities"): group.commodities,
        _("photo"): group.photo_id,
    }
    absent = [word for word, value in words.items() if not value]
    if not absent:
        return []
    label = _("Still empty: %(fields)s") % {"fields": ", ".join(absent)}
    return [_task(group, "group_contact", label)]


def _people_task(group: Group, number: int) -> Row:
    label = ngettext(
        "The data of %(n)d person is incomplete", "The data of %(n)d people are incomplete", number
    )
    url = f"{reverse('members:person_list')}?group={group.code}&missing=any"
    return {"label": label % {"n": number}, "url": url}


def _task(group: Group, view: str, label: str) -> Row:
    return {"label": label, "url": reverse(f"members:{view}", args=[group.code])}
