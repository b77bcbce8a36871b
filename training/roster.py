"""The list of a training: its figures, its lines, who is elsewhere on the same day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.access import ScopePath, is_allowed, works_in_groups
from core.lists import Page, Sort, paginate
from core.text import name_key
from members.listing import place
from members.models import Relative
from training.forms.fields import score_words
from training.models import Participant, Training
from training.models.participants import ParticipantQuerySet
from training.same_day import VIEW, conflicts

ON_PAPER = Sort("", ("number", "id"))
PERSON = ScopePath(group="person__group_id", area="person__area")
CONTACT = "members.view_contact"
FIELDS = (
    *("id", "code", "number", "name", "person_id", "person__name", "person__code"),
    *("person__group__name", "person__group__village__path", "person__village__path"),
    *("relation", "relative_of__name", "village__path", "invited_on", "withdrawn_on"),
    *("withdrawn_reason", "pre_score", "post_score", "phone", "person__phone"),
    *("sees_person", "sees_phone"),
)

Row = dict[str, Any]


def participants_of(training: Training, user: Any, act: str) -> ParticipantQuerySet:
    """The participants of a training on whom the user may do the act."""
    return Participant.objects.allowed(user, act).filter(training=training)


def with_sight(participants: ParticipantQuerySet, user: Any) -> ParticipantQuerySet:
    """Each with whether the user sees the person's page, and the phone: hers, or the typed one."""
    hers, typed = (is_allowed(path, user, CONTACT) for path in (PERSON, Participant.access))
    return participants.annotate(
        sees_person=is_allowed(PERSON, user, "members.view_person"),
        sees_phone=Case(When(person__isnull=False, then=hers), default=typed),
    )


def page_of(training: Training, user: Any, params: Mapping[str, str]) -> Page:
    """A page of the list in the order of the paper."""
    rows = participants_of(training, user, VIEW)
    return paginate(with_sight(rows, user), base=rows, fields=FIELDS, sort=ON_PAPER, params=params)


def around(page: Page) -> dict[str, str]:
    """The addresses of a page's neighbours."""
    return {
        "previous": f"?before={page.previous}" if page.previous else "",
        "next": f"?after={page.next}" if page.next else "",
    }


def stats(training: Training, user: Any) -> list[Row]:
    """How many are enrolled of how many places, invited, withdrawn; a secretary's own alone."""
    enrolled = Q(withdrawn_on__isnull=True)
    counts = participants_of(training, user, VIEW).aggregate(
        enrolled=Count("pk", enrolled),
        invited=Count("pk", enrolled & Q(invited_on__isnull=False)),
        withdrawn=Count("pk", ~enrolled),
    )
    is_part = works_in_groups(user, VIEW)
    return [
        _enrolled(counts["enrolled"], None if is_part else training.quota, is_part=is_part),
        {"number": counts["invited"], "label": _("invited")},
        {"number": counts["withdrawn"], "label": _("do not take part")},
    ]


def _enrolled(count: int, quota: int | None, *, is_part: bool) -> Row:
    if quota is None:
        label = _("enrolled from your group") if is_part else _("enrolled")
        return {"number": count, "label": label}
    over = count - quota
    note = _("%(n)s over the quota") % {"n": over} if over > 0 else ""
    return {
        "number": _("%(n)s of %(quota)s") % {"n": count, "quota": quota},
        "label": _("enrolled"),
        "note": note,
        "tone": "missing" if over > 0 else "",
    }


def lines(rows: Iterable[Row], training: Training, user: Any) -> list[Row]:
    """The rows of a page in words."""
    rows = list(rows)
    people = [row["person_id"] for row in rows if row["person_id"] and not row["withdrawn_on"]]
    elsewhere = conflicts(training, people, user) if people else {}
    return [_line(row, elsewhere) for row in rows]


def _line(row: Row, elsewhere: Mapping[int, str]) -> Row:
    is_withdrawn = row["withdrawn_on"] is not None
    return {
        "code": row["code"],
        "number": row["number"],
        "name": row["person__name"] or row["name"],
        "listed": _listed(row),
        "url": _url(row),
        "from": _from(row),
        "place": _place(row),
        "phone": display.phone_masked(_phone(row)),
        "state": _state(row),
        "reason": row["withdrawn_reason"] if is_withdrawn else "",
        "elsewhere": "" if is_withdrawn else elsewhere.get(row["person_id"], ""),
        "before": score_words(row["pre_score"]),
        "after": score_words(row["post_score"]),
    }


def _listed(row: Row) -> str:
    """The name on the list, where somebody was joined to a person of another spelling."""
    is_other = row["person__name"] and name_key(row["name"]) != name_key(row["person__name"])
    return row["name"] if is_other else ""


def _url(row: Row) -> str:
    if not row["sees_person"] or not row["person__code"]:
        return ""
    return reverse("members:person_detail", args=[row["person__code"]])


def _from(row: Row) -> str:
    if row["person_id"]:
        return row["person__group__name"] or ""
    if not row["relation"]:
        return _("not registered")
    relation = capfirst(str(Relative.Relation(row["relation"]).label))
    if not row["relative_of__name"]:
        return relation
    return _("%(relation)s of %(name)s") % {"relation": relation, "name": row["relative_of__name"]}


def _place(row: Row) -> str:
    homes = (row["person__group__village__path"], row["person__village__path"])
    return place(next(filter(None, (*homes, row["village__path"])), ""))


def _phone(row: Row) -> str:
    number = row["person__phone"] if row["person_id"] else row["phone"]
    return number if row["sees_phone"] else ""


def _state(row: Row) -> Row:
    if row["withdrawn_on"]:
        day = display.short_date(row["withdrawn_on"])
        return {"label": _("withdrawn %(day)s") % {"day": day}, "tone": ""}
    if row["invited_on"]:
        day = display.short_date(row["invited_on"])
        return {"label": _("invited %(day)s") % {"day": day}, "tone": "ok"}
    return {"label": _("enrolled"), "tone": "blue"}
