"""What every page of a training shows at its head: its state, and the ways between its pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import display
from core.access import acts_brought
from core.registry import Text
from training.models import Training

EXPORT = "training.export_training"
# What the pages of a training ask about it; a training is fetched `with_acts` of these.
ACTS = (
    *("training.change_training", "training.add_participant", "training.change_participant"),
    *("training.view_participant", "training.record_attendance", "training.import_attendance"),
    *("training.view_certificate", "training.issue_certificate", "training.revoke_certificate"),
    *("training.view_followup", "training.answer_followup", "training.view_income"),
    *("training.view_trainingfile", EXPORT, "training.view_history"),
)
RELATED = ("office", "topic", "programme", "village")
TONES = {
    Training.State.PLANNED.value: "",
    Training.State.OPEN.value: "abroad",
    Training.State.RUNNING.value: "ok",
    Training.State.FINISHED.value: "",
    Training.State.CANCELLED.value: "",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a training: its key, its name, its address and the act that opens it."""

    key: str
    label: Text
    url_name: str
    act: str | None = None


TABS = (
    Tab("overview", _("Overview"), "training:training_detail"),
    Tab(
        "participants",
        _("Participants"),
        "training:participant_list",
        "training.view_participant",
    ),
    Tab("attendance", _("Attendance"), "training:attendance_list", "training.view_participant"),
    Tab(
        "certificates",
        _("Certificates"),
        "training:certificate_list",
        "training.view_certificate",
    ),
    Tab("followups", _("Follow-up"), "training:followup_list", "training.view_followup"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a training's page. ``may`` is by the act's own name: ``change_training``."""

    state: Row
    when: str
    may: dict[str, bool]
    tabs: list[Row]


def head(training: Training, current: str) -> Head:
    """Built from what the training brought along (``with_acts``), without a query."""
    granted = acts_brought(training)
    tabs = [tab for tab in TABS if tab.act is None or tab.act in granted]
    state = Training.State(training.state)
    return Head(
        state={"label": capfirst(state.label), "tone": TONES[training.state]},
        when=days(training),
        may={act.partition(".")[2]: act in granted for act in ACTS},
        tabs=[_tab(tab, training, current) for tab in tabs],
    )


def days(training: Training) -> str:
    """The days of a training in words."""
    return span(training.starts_on, training.ends_on)


def span(first: dt.date, last: dt.date) -> str:
    """``20–23 Februari 2023``, ``27 Februari – 2 Maret 2023``; one day where it is one."""
    if first == last:
        return display.long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{display.long_date(last)}"
    start = display.long_date(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start} – {display.long_date(last)}"


def _tab(tab: Tab, training: Training, current: str) -> Row:
    return {
        "label": tab.label,
        "url": reverse(tab.url_name, args=[training.code]),
        "is_current": tab.key == current,
    }


def closed_words(state: str) -> str:
    """Why a training in this state is not changed; "" where it is."""
    if state == Training.State.FINISHED:
        return str(_("This training is finished. Reopen it before you change it."))
    if state == Training.State.CANCELLED:
        return str(_("This training is cancelled. It stays as it is."))
    return ""
