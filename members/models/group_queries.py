"""Which groups: found by name, place and class, and by what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from core.access import ScopedQuerySet
from core.text import name_key
from members.models.memberships import Membership, OfficeTerm
from members.models.papers import Decree, GroupClass

if TYPE_CHECKING:
    from members.models.groups import Group  # noqa: F401 - the generic below names it as text


class GroupQuerySet(ScopedQuerySet["Group"]):
    def search(self, text: str) -> GroupQuerySet:
        """Groups whose name holds every word of the text, however it is spelt."""
        joined = name_key(text)
        if not joined:
            return self.none() if text.strip() else self
        words = Q()
        for word in text.split():
            words &= Q(name_key__contains=name_key(word))
        return self.filter(Q(name_key__contains=joined) | words)

    def active(self) -> GroupQuerySet:
        return self.filter(state="active")

    def not_dissolved(self) -> GroupQuerySet:
        return self.exclude(state="dissolved")

    def with_member_count(self) -> GroupQuerySet:
        """Adds ``member_count``: the open memberships."""
        counted = _of_group(Membership.objects.open()).order_by().values("group")
        number = counted.annotate(number=Count("pk")).values("number")
        return self.annotate(
            member_count=Coalesce(Subquery(number, output_field=IntegerField()), 0)
        )

    def in_class(self, name: str) -> GroupQuerySet:
        """Groups whose latest class is this one."""
        latest = _of_group(GroupClass.objects).order_by("-year").values("name")[:1]
        return self.alias(latest_class=Subquery(latest)).filter(latest_class=name)

    def unclassed(self) -> GroupQuerySet:
        return self.filter(~Exists(_of_group(GroupClass.objects)))

    def without_decree(self) -> GroupQuerySet:
        return self.filter(_lacks_decree())

    def without_office(self, office: str) -> GroupQuerySet:
        """Groups in which nobody holds this office now."""
        return self.filter(~Exists(_of_group(OfficeTerm.objects.open()).filter(office=office)))

    def without_officers(self) -> GroupQuerySet:
        """Groups that lack one of the three officers whom a group needs."""
        return self.filter(_lacks_officers())

    def without_members(self) -> GroupQuerySet:
        return self.filter(_lacks_members())

    def figures(self, mended: Any) -> dict[str, int]:
        """How many there are (``groups``), and how many of the ``mended`` ones lack their decree,
        their officers, members; by one query.
        """
        lacking = {
            "decree": _lacks_decree(),
            "officers": _lacks_officers(),
            "members": _lacks_members(),
        }
        rows = self.order_by().annotate(is_mended=mended)
        counts = {
            what: Count("pk", filter=Q(is_mended=True) & Q(condition))
            for what, condition in lacking.items()
        }
        return rows.aggregate(groups=Count("pk"), **counts)


def _of_group(rows: Any) -> Any:
    return rows.filter(group=OuterRef("pk"))


def _lacks_decree() -> Any:
    return ~Exists(_of_group(Decree.objects))


def _lacks_members() -> Any:
    return ~Exists(_of_group(Membership.objects.open()))


def _lacks_officers() -> Any:
    needed = _of_group(OfficeTerm.objects.open()).filter(office__in=OfficeTerm.NEEDED)
    held = needed.order_by().values("group").annotate(number=Count("pk")).values("number")
    number = Coalesce(Subquery(held, output_field=IntegerField()), 0)
    return LessThan(number, len(OfficeTerm.NEEDED))
