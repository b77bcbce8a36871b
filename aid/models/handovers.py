"""Serah terima (BAST): the paper on which goods pass to a group."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aid.models.equipment import Title
from core.access import ScopedQuerySet, ScopePath
from core.codes import PUBLIC_CODE_LENGTH
from core.history import tracked
from core.models import CodedRow, StoredFile
from core.states import Transitions, only_by

TRANSITIONS: Transitions = {"draft": ("issued", "cancelled"), "issued": ("cancelled",)}

# What a paper says stays as it was signed; scans and photos come later. The receiver's name is
# what it says: the link to her file may follow a merge.
FIXED = (
    *("group", "office", "is_own", "handed_on", "place", "title", "giver", "channel"),
    *("accompanying", "giver_number", "programme", "legal_basis", "duties"),
    *("first_name", "first_position", "first_nip", "receiver_name"),
    *("receiver_position", "order_reason", "register_year", "register_seq", "register_number"),
    *("verify_code", "content"),
)


def _any_changes(names: tuple[str, ...]) -> pgtrigger.Q:
    """Whether one of these columns differs after the update."""
    changes = (pgtrigger.Q(**{f"old__{n}__df": pgtrigger.F(f"new__{n}")}) for n in names)
    return reduce(or_, changes)


DATE_SQL = """
UPDATE aid_handoverline SET handed_on = NEW.handed_on, order_reason = NEW.order_reason
WHERE handover_id = NEW.id;
RETURN NULL;
"""


class HandoverQuerySet(ScopedQuerySet["Handover"]):
    def issued(self) -> HandoverQuerySet:
        return self.filter(state=Handover.State.ISSUED)


@tracked(told_by=("group",))
class Handover(CodedRow):
    """One handover; this office's own paper has a number and a code, another's is as typed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("handed over")
        CANCELLED = "cancelled", _("cancelled")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="handovers", verbose_name=_("group")
    )
    office = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    is_own = models.BooleanField(_("issued by this office"), default=False)
    handed_on = models.DateField(_("handed over on"))
    place = models.CharField(_("place"), max_length=160)
    title = models.CharField(_("title"), max_length=5, choices=Title, default=Title.GRANT)
    giver = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="+", verbose_name=_("giver")
    )
    channel = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("channel"),
    )
    accompanying = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accompanying office"),
    )
    giver_number = models.CharField(_("giver's number"), max_length=80, blank=True)
    programme = models.ForeignKey(
        "institutions.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    legal_basis = models.TextField(_("legal basis"), max_length=1000, blank=True)
    duties = models.TextField(_("duties of the receiver"), max_length=2000, blank=True)
    first_name = models.CharField(_("first party: name"), max_length=120, blank=True)
    first_position = models.CharField(_("first party: position"), max_length=160, blank=True)
    first_nip = models.CharField(_("first party: NIP"), max_length=18, blank=True)
    receiver = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("receiver, if a member"),
    )
    receiver_name = models.CharField(_("second party: name"), max_length=120, blank=True)
    receiver_position = models.CharField(_("second party: position"), max_length=160, blank=True)
    agreement_number = models.CharField(_("agreement: number"), max_length=80, blank=True)
    agreement_date = models.DateField(_("agreement: date"), null=True, blank=True)
    agreement_scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreement: scan"),
    )
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed paper"),
    )
    order_reason = models.CharField(
        _("why the dates stand in reverse order"), max_length=300, blank=True
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    issued_at = models.DateTimeField(_("issued at"), null=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("issued by"),
    )
    register_year = models.PositiveSmallIntegerField(null=True, editable=False)
    register_seq = models.PositiveIntegerField(null=True, editable=False)
    register_number = models.CharField(
        _("register number"), max_length=80, blank=True, editable=False
    )
    verify_code = models.CharField(max_length=PUBLIC_CODE_LENGTH, blank=True, editable=False)
    content = models.JSONField(
        null=True, editable=False, help_text="what the paper says, as it was issued"
    )
    cancelled_on = models.DateField(_("cancelled on"), null=True, editable=False)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    trigger_messages: ClassVar = {
        "handover_state_by_table": _("This paper is no longer a draft. Look at it again."),
        "handover_issued_is_fixed": _(
            "This paper is issued and stays as it is. Cancel it and write a new one."
        ),
    }

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-handed_on", "-id"]
        indexes = [models.Index(fields=["-handed_on", "-id"], name="handover_by_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "register_year", "register_seq"],
                name="handover_number_once",
                violation_error_message=_("This register number is already given."),
            ),
            models.UniqueConstraint(
                fields=["verify_code"],
                condition=~Q(verify_code=""),
                name="handover_verify_code_once",
            ),
            models.CheckConstraint(
                condition=Q(is_own=True) | Q(register_number="", verify_code=""),
                name="handover_number_only_for_own",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued", is_own=True)
                | Q(
                    register_year__isnull=False,
                    register_seq__isnull=False,
                )
                & ~Q(register_number="")
                & ~Q(verify_code=""),
                name="handover_own_has_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | ~Q(receiver_name="") & Q(issued_at__isnull=False, content__isnull=False),
                name="handover_issued_is_whole",
                violation_error_message=_("Write who receives the goods."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled")
                | Q(cancelled_on__isnull=False) & ~Q(cancel_reason=""),
                name="handover_cancelled_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=Q(first_nip="") | Q(first_nip__regex=r"^[0-9]{18}$"),
                name="handover_nip_18_digits",
                violation_error_message=_("A NIP has 18 digits."),
            ),
            models.CheckConstraint(
                condition=Q(handed_on__gte="1945-08-17"),
                name="handover_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="handover_state_by_table"),
            pgtrigger.Trigger(
                name="issued_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="draft") & _any_changes(FIXED),
                func="RAISE EXCEPTION 'an issued paper stays as it is'"
                " USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_issued_is_fixed';",
            ),
            pgtrigger.Trigger(
                name="date_goes_to_lines",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("handed_on", "order_reason"),
                condition=pgtrigger.AnyChange("handed_on", "order_reason"),
                func=DATE_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.register_number or self.giver_number or self.code

    def get_absolute_url(self) -> str:
        return reverse("aid:handover_detail", args=[self.code])

    @property
    def heading(self) -> str:
        """Its number, or what it is without one."""
        if number := self.register_number or self.giver_number:
            return number
        if self.is_draft:
            return gettext("Draft of a handover")
        return gettext("Handover without a number")

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
