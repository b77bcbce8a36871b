"""Bukan orang yang sama: two who look like one, and somebody knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath, scope_q, scopes_of
from core.history import tracked
from core.models import CodedRow

if TYPE_CHECKING:
    from members.models.people import Person

_OF_SECOND = ScopePath(group="second__group_id", area="second__area")


class NotSamePersonQuerySet(ScopedQuerySet["NotSamePerson"]):
    def allowed(self, user: Any, act: str) -> NotSamePersonQuerySet:
        """Those of which the user may do the act on both."""
        of_second = scope_q(_OF_SECOND, scopes_of(user, act))
        found = super().allowed(user, act)
        return self.none() if of_second is None else found.filter(of_second)

    def standing(self) -> NotSamePersonQuerySet:
        """Those that nobody has taken back."""
        return self.filter(taken_back_on__isnull=True)

    def of(self, person: Person) -> NotSamePersonQuerySet:
        """What was said of her and anybody else."""
        return self.filter(Q(first=person) | Q(second=person))

    def of_both(self, one: Person, two: Person) -> NotSamePersonQuerySet:
        """What was said of these two, in whichever order."""
        return self.filter(first=min(one.pk, two.pk), second=max(one.pk, two.pk))

    def say(self, one: Person, two: Person, user: Any) -> NotSamePerson:
        """Remember that they are two people; once, however often it is said."""
        first, second = sorted([one.pk, two.pk])
        values: dict[str, Any] = {"first_id": first, "second_id": second, "taken_back_on": None}
        return self.get_or_create(**values, defaults={"said_by": user})[0]


@tracked(told_by=("first", "second"))
class NotSamePerson(CodedRow):
    """Somebody has said that two people who look alike are two."""

    access: ClassVar[ScopePath] = ScopePath(group="first__group_id", area="first__area")

    first = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("said by")
    )
    said_at = models.DateTimeField(_("said at"), db_default=Now(), editable=False)
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = NotSamePersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("not the same person")
        verbose_name_plural = _("not the same person")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="notsameperson_in_order",
                violation_error_message=_("This is one record: choose another one."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(taken_back_on__isnull=True),
                name="notsameperson_said_once",
                violation_error_message=_("This was said already."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def take_back(self) -> None:
        """They may be one after all: the pair is offered again."""
        self.taken_back_on = timezone.localdate()
        self.save(update_fields=["taken_back_on"])
