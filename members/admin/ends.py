"""How rows about people end in the admin site: as on their own pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin_ends import AdminEnd, ReasonForm
from core.forms import ActForm
from members import services
from members.forms.fields import DayField, past_date, today
from members.forms.memberships import LeaveForm
from members.models import Membership, OfficeTerm, Placement, Relative


class LeaveEndForm(ActForm):
    """When several leave their groups, why, and who serves them from then on."""

    keeps_input = False

    left = past_date(_("Left on"), required=True, initial=today)
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *LeaveForm.REASONS])
    keeper = forms.ChoiceField(
        label=LeaveForm.base_fields["keeper"].label,
        choices=[("", "—"), *LeaveForm.base_fields["keeper"].choices],  # type: ignore[attr-defined]
    )


class UntilForm(ReasonForm):
    until = past_date(_("Until"), required=True, initial=today)


class ReturnedForm(ReasonForm):
    returned = past_date(_("Returned on"), required=True, initial=today)


class NoLongerForm(ReasonForm):
    on = DayField(label=_("No longer valid since"), initial=timezone.localdate)


def _leave(row: Membership, answers: Mapping[str, Any], actor: Any) -> None:
    services.leave_group(
        membership=row,
        left=answers["left"],
        reason=answers["reason"],
        still_served=answers["keeper"] == "group",
        actor=actor,
    )


def _end_term(row: OfficeTerm, answers: Mapping[str, Any], actor: Any) -> None:
    row.end(until=answers["until"])


def _return(row: Placement, answers: Mapping[str, Any], actor: Any) -> None:
    row.come_back(on=answers["returned"])


def _end_relative(row: Relative, answers: Mapping[str, Any], actor: Any) -> None:
    row.end(on=answers["on"], reason=answers["reason"])


MEMBERSHIP = AdminEnd("members.leave_group", Q(left__isnull=True), _leave, LeaveEndForm)
OFFICE = AdminEnd(
    "members.change_office",
    Q(until__isnull=True),
    _end_term,
    UntilForm,
    name=lambda row: f"{row} · {row.membership}",
)
PLACEMENT = AdminEnd(
    "members.change_placement", ~Q(status=Placement.Status.RETURNED), _return, ReturnedForm
)
RELATIVE = AdminEnd(
    "members.change_relative", Q(ended_on__isnull=True), _end_relative, NoLongerForm
)
