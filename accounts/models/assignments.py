"""The roles handed to users."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.roles import Role
from core.access import EVERYWHERE, Scope, ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow


class AssignmentQuerySet(ScopedQuerySet["Assignment"]):
    def unexpired(self) -> AssignmentQuerySet:
        """Roles whose last day has not passed; the day named is the last on which a role holds."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=timezone.localdate()))

    def open(self) -> AssignmentQuerySet:
        """Roles that hold today: a member's ends with her office and with her membership."""
        return self.unexpired().filter(term__until__isnull=True, membership__left__isnull=True)

    def to_scope(self) -> AssignmentQuerySet:
        """With no more than a scope, its name and its end: these are asked for on every page."""
        roles = self.order_by("role", "pk").select_related("group", "region")
        return roles.only("user", "role", "expires_on", "group__name", "region__name")

    def ending_within(self, days: int) -> AssignmentQuerySet:
        """Roles that hold today and not for much longer."""
        return self.open().filter(expires_on__lte=timezone.localdate() + dt.timedelta(days=days))


@tracked(told_by=("user", "group"))
class Assignment(CodedRow):
    """A role handed to a user: a secretary's in a group, an officer's or viewer's in a region.

    An account that an officer made for a member names her membership, and her term of office
    where she holds one: the role holds only as long as both do, whatever path ends them.
    """

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="region_id")

    user = models.ForeignKey(
        User, models.PROTECT, related_name="assignments", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=14, choices=Role)
    group = models.ForeignKey(
        "members.Group",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("group"),
    )
    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        to_field="code",
        related_name="+",
        verbose_name=_("region"),
    )
    membership = models.ForeignKey(
        "members.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assignments",
        verbose_name=_("membership"),
    )
    term = models.ForeignKey(
        "members.OfficeTerm",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assignments",
        verbose_name=_("term of office"),
    )
    expires_on = models.DateField(_("last day"), null=True, blank=True)
    is_head = models.BooleanField(
        _("head of the office"),
        default=False,
        help_text=_("Names a successor where an officer of a sealed case is gone."),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.SECRETARY, group__isnull=False, region__isnull=True)
                | Q(
                    role__in=[Role.OFFICER, Role.VIEWER],
                    group__isnull=True,
                    region__isnull=False,
                )
                | Q(role=Role.ADMINISTRATOR, group__isnull=True, region__isnull=True),
                name="assignment_role_fits_scope",
                violation_error_message=_(
                    "A secretary needs a group, an officer or viewer a region,"
                    " an administrator neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role=Role.OFFICER),
                name="assignment_head_is_an_officer",
                violation_error_message=_("Only an officer can be the head of the office."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "group", "region"],
                nulls_distinct=False,
                name="assignment_once",
                violation_error_message=_("This account already has this role there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}"

    @property
    def has_expired(self) -> bool:
        """Whether the role has ended, by its last day or with the office or membership."""
        if self.expires_on is not None and self.expires_on < timezone.localdate():
            return True
        is_over = self.term is not None and self.term.until is not None
        return is_over or (self.membership is not None and self.membership.left is not None)

    @property
    def place(self) -> str:
        """The group or region in words."""
        if self.group is not None:
            return self.group.name
        return self.region.name if self.region is not None else str(_("everywhere"))

    @property
    def scope(self) -> Scope:
        if self.group_id is not None:
            return Scope(group=self.group_id)
        return Scope(area=self.region_id or EVERYWHERE)
