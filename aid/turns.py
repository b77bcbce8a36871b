"""Giliran adil: whose turn it is, the member with the fewest hours this season first."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    DecimalField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from aid import periods
from aid.amounts import amount
from aid.models import Booking, Equipment, Span, UseLog
from members.models import Membership, Person

_HOURS = DecimalField(max_digits=9, decimal_places=2)
_ZERO = Value(0, _HOURS)


class InHours(Func):
    """A duration as a number of hours."""

    template = "(EXTRACT(EPOCH FROM %(expressions)s) / 3600)::numeric(9, 2)"
    output_field = _HOURS


def fair_turn(equipment: Equipment, season: Span) -> Any:
    """The members of the machine's group; who had it the fewest hours in the season comes first.

    Hours that are written down and turns that still stand without a log count alike. Each brings
    along ``turn_hours`` and ``used_ha``.
    """
    uses = UseLog.objects.standing().filter(equipment=equipment, person=OuterRef("pk"))
    logs = uses.between(season.start, season.end).order_by().values("person")
    members = Membership.objects.open().filter(group=equipment.group_id)
    people: Any = Person.objects.living().filter(pk__in=members.values("person"))
    return (
        people.alias(
            used_hours=Coalesce(Subquery(logs.annotate(sum=Sum("hours")).values("sum")), _ZERO),
            waiting=Coalesce(Subquery(_waiting(equipment, season)), _ZERO),
        )
        .annotate(
            turn_hours=F("used_hours") + F("waiting"),
            used_ha=Coalesce(Subquery(logs.annotate(sum=Sum("area_ha")).values("sum")), _ZERO),
        )
        .order_by("turn_hours", "used_ha", "sort_key", "id")
    )


def _waiting(equipment: Equipment, season: Span) -> Any:
    """The hours of the turns that a member has taken and not written down."""
    turns = Booking.objects.standing().without_log()
    turns = turns.filter(
        equipment=equipment,
        person=OuterRef("pk"),
        period__overlap=periods.between(season.start, season.end),
    )
    length = ExpressionWrapper(
        F("period__endswith") - F("period__startswith"), output_field=DurationField()
    )
    return turns.order_by().values("person").annotate(sum=InHours(Sum(length))).values("sum")


def in_words(row: Any) -> str:
    """``6 jam musim ini`` or ``6 jam dan 1,5 ha musim ini`` of a member with her hours."""
    hours = amount(row.turn_hours)
    if not row.used_ha:
        return _("%(hours)s hours this season") % {"hours": hours}
    values = {"hours": hours, "hectares": amount(row.used_ha)}
    return _("%(hours)s hours and %(hectares)s ha this season") % values
