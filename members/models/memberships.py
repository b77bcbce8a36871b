"""Membership and office."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.checks import partial_date_is_valid, partial_dates_in_order
from core.fields import PartialDateField
from core.history import tracked
from core.models import Row

# The file follows the membership: opened, its group keeps it; left, the group still serves her
# or the office takes over. Who leaves to the office without a village of her own keeps the
# group's, so that somebody stays responsible. Open offices end with the membership.
KEEPER_SQL = """
IF NEW."left" IS NULL THEN
    UPDATE members_person SET group_id = NEW.group_id
    WHERE id = NEW.person_id AND group_id IS DISTINCT FROM NEW.group_id;
ELSIF OLD."left" IS NULL THEN
    UPDATE members_officeterm SET until = NEW."left"
    WHERE membership_id = NEW.id AND until IS NULL;
    UPDATE members_person p SET
        group_id = CASE WHEN NEW.still_served THEN NEW.group_id END,
        village_id = CASE WHEN NEW.still_served THEN p.village_id ELSE coalesce(p.village_id,
            (SELECT g.village_id FROM members_group g WHERE g.id = NEW.group_id)) END
    WHERE p.id = NEW.person_id;
END IF;
RETURN NULL;
"""

OFFICE_SQL = """
SELECT m.group_id INTO STRICT NEW.group_id FROM members_membership m
WHERE m.id = NEW.membership_id;
IF NEW.until IS NULL AND EXISTS (
    SELECT FROM members_membership m WHERE m.id = NEW.membership_id AND m."left" IS NOT NULL
) THEN
    RAISE EXCEPTION 'an office needs an open membership'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'officeterm_of_open_membership';
END IF;
RETURN NEW;
"""

LIVING_GROUP_SQL = """
IF NEW."left" IS NULL AND EXISTS (
    SELECT FROM members_group g WHERE g.id = NEW.group_id AND g.state = 'dissolved'
) THEN
    RAISE EXCEPTION 'the group is dissolved'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_of_living_group';
END IF;
RETURN NEW;
"""


JOINED_SQL = """
IF EXISTS (
    SELECT FROM joined n JOIN members_group g ON g.id = n.group_id
    WHERE n."left" IS NULL AND g.state = 'dissolved'
) THEN
    RAISE EXCEPTION 'the group is dissolved'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_of_living_group';
END IF;
UPDATE members_person p SET group_id = n.group_id FROM joined n
WHERE n."left" IS NULL AND p.id = n.person_id AND p.group_id IS DISTINCT FROM n.group_id;
RETURN NULL;
"""


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def open(self) -> MembershipQuerySet:
        return self.filter(left__isnull=True)


@tracked(told_by=("person", "group"))
class Membership(Row):
    """Somebody belongs to a group, or did; at most one open at a time."""

    class Status(models.TextChoices):
        PROSPECTIVE = "prospective", _("prospective member")
        MEMBER = "member", _("member")

    class LeaveReason(models.TextChoices):
        ABROAD = "abroad", _("went to work abroad")
        MOVED = "moved", _("moved away")
        OTHER_GROUP = "other_group", _("joined another group")
        OWN_WISH = "own_wish", _("own wish")
        ILL = "ill", _("illness or age")
        DECEASED = "deceased", _("died")
        DISSOLVED = "dissolved", _("group dissolved")
        MERGED = "merged", _("records merged")
        OTHER = "other", _("other reason")

    # What other acts write.
    NOT_CHOSEN: ClassVar = (LeaveReason.DECEASED, LeaveReason.DISSOLVED, LeaveReason.MERGED)

    # A former group still shows her name, dates and office; who keeps her file sees the rest.
    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    group = models.ForeignKey(
        "members.Group",
        models.PROTECT,
        related_name="memberships",
        db_index=False,
        verbose_name=_("group"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.MEMBER)
    joined = PartialDateField(_("joined"), blank=True)
    left = PartialDateField(_("left"), blank=True)
    leave_reason = models.CharField(_("reason"), max_length=12, choices=LeaveReason, blank=True)
    leave_note = models.CharField(_("note on leaving"), max_length=300, blank=True)
    note_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text="who wrote the note: she may read it again",
    )
    still_served = models.BooleanField(_("still served by the group"), default=False)

    trigger_messages: ClassVar = {
        "membership_of_living_group": _("This group is dissolved. Choose another one.")
    }

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["group", "left"], name="membership_of_group"),
            models.Index(
                fields=["note_by"],
                condition=Q(note_by__isnull=False),
                name="membership_note_by",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left__isnull=True),
                name="membership_one_open",
                violation_error_message=_("She is already a member of a group."),
            ),
            partial_date_is_valid("joined", name="membership_joined_exists"),
            partial_date_is_valid("left", name="membership_left_exists"),
            partial_dates_in_order(
                "joined",
                "left",
                name="membership_left_after_joining",
                message=_("The day of leaving lies before the day of joining."),
            ),
            models.CheckConstraint(
                condition=Q(left__isnull=True, leave_reason="") | ~Q(leave_reason=""),
                name="membership_left_with_reason",
                violation_error_message=_("Choose the reason for leaving."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="membership_keeps_file",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("group_id", "left", "still_served"),
                func=KEEPER_SQL,
            ),
            pgtrigger.Trigger(
                name="of_living_group",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("group_id", "left"),
                func=LIVING_GROUP_SQL,
            ),
            # Once for all the members of a list.
            pgtrigger.Trigger(
                name="joined",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="joined"),
                func=JOINED_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"

    def shows_note_to(self, user: Any, *, may_view: bool) -> bool:
        """Officers read why she left in free words, and whoever wrote it does."""
        return may_view or (user.pk is not None and self.note_by_id == user.pk)


class OfficeTermQuerySet(ScopedQuerySet["OfficeTerm"]):
    def open(self) -> OfficeTermQuerySet:
        return self.filter(until__isnull=True)

    def held(self, group: int, office: str) -> OfficeTermQuerySet:
        """The open term of an office in a group (its id), with its holder."""
        return self.open().filter(group=group, office=office)


@tracked(told_by=("membership", "group"))
class OfficeTerm(Row):
    """Somebody holds an office of her group; who has no open term is a plain member."""

    class Office(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice chair")
        SECRETARY = "secretary", _("secretary")
        TREASURER = "treasurer", _("treasurer")

    # Permentan 67/2016: a group has at least these three.
    NEEDED: ClassVar = (Office.CHAIR, Office.SECRETARY, Office.TREASURER)

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="offices", verbose_name=_("membership")
    )
    # Copied from the membership by a trigger, so that one holder per office can be a constraint.
    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="offices", editable=False
    )
    office = models.CharField(_("office"), max_length=10, choices=Office)
    since = PartialDateField(_("since"), blank=True)
    until = PartialDateField(_("until"), blank=True)

    trigger_messages: ClassVar = {
        "officeterm_of_open_membership": _("She belongs to no group. Put her into one first.")
    }

    objects = OfficeTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "office"],
                condition=Q(until__isnull=True),
                name="officeterm_one_holder",
                violation_error_message=_("This office is already held. End that term first."),
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(until__isnull=True),
                name="officeterm_one_per_member",
                violation_error_message=_("She already holds an office. End that term first."),
            ),
            partial_date_is_valid("since", name="officeterm_since_exists"),
            partial_date_is_valid("until", name="officeterm_until_exists"),
            partial_dates_in_order(
                "since",
                "until",
                name="officeterm_until_after_since",
                message=_("The end lies before the beginning."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="office_of_membership",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("membership_id", "group_id", "until"),
                func=OFFICE_SQL,
            )
        ]

    def __str__(self) -> str:
        return self.get_office_display()

    def end(self, *, until: str) -> None:
        """From that day she holds it no more."""
        self.until = until
        self.save(update_fields=["until"])
