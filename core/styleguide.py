"""Invented data for /styleguide/, where every component is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.bulk_edit.lists import Bar
from core.filters import LightSelect
from core.icons import ICONS
from core.lists import Count
from core.registry import TimelineEntry

PHONE = "+6281200002211"


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As written on the identity card.")
    )
    education = forms.ChoiceField(
        label=gettext_lazy("Education"),
        required=False,
        choices=[("", "—"), ("sd", "SD"), ("smp", "SMP"), ("sma", "SMA")],
    )
    wants = forms.ChoiceField(
        label=gettext_lazy("Does she want to join a training?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    birth_date = forms.DateField(
        label=gettext_lazy("Birth date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB."),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), required=False, widget=forms.PasswordInput
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The photo may be shown in the register."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        fields = [
            Field("wants", wrapper_class="choices-in-row") if f == "wants" else f
            for f in self.fields
        ]
        self.helper.layout = Layout(*fields)


def _sample_filter(label: Any, value: str, words: Any) -> forms.ChoiceField:
    choices = [("", label), (value, words)]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=LightSelect)


class SampleFilters(forms.Form):
    """The filters of a list."""

    q = forms.CharField(
        label=gettext_lazy("Search members and migrants"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "placeholder": gettext_lazy("Name, nickname or phone number"),
            }
        ),
    )
    district = _sample_filter(gettext_lazy("District"), "palas", "Palas")
    country = _sample_filter(gettext_lazy("Country"), "TW", "Taiwan")
    completeness = _sample_filter(
        gettext_lazy("Completeness"), "missing", gettext_lazy("Incomplete")
    )


PEOPLE = (
    # name, office, phone, group, work abroad, returned, tone and word of the state
    ("Siti Aminah", "Chair", PHONE, "KWT Melati", "Taiwan 2011–2018", "2018-06", "ok", "Complete"),
    (
        "Wiwik Rahayu",
        gettext_noop("Secretary"),
        "",
        "KWT Melati",
        "Taiwan 2014",
        "2014",
        "missing",
        "No photo",
    ),
    (
        "Ni Wayan Astuti",
        "Member",
        "+886912000792",
        "KWT Mawar",
        "Korea 2019–",
        "",
        "ok",
        "Complete",
    ),
    ("Saudah", "Member", PHONE, "KWT Mawar", "Brunei 2018", "2018", "wrong", "NIK is wrong"),
)


def _people() -> list[dict[str, Any]]:
    keys = ("name", "office", "phone", "group", "work", "returned", "tone", "state")
    people = [dict(zip(keys, row, strict=True)) for row in PEOPLE]
    return [
        person
        | {
            "office": _(person["office"]),
            "state": _(person["state"]),
            "is_abroad": not person["returned"],
        }
        for person in people
    ]


def _timeline() -> list[TimelineEntry]:
    return [
        TimelineEntry("2026-11", _("Used the ridging machine"), "6 jam, 0,75 ha", tone="amber"),
        TimelineEntry(
            "2023-05-31",
            _("The group received a ridging machine"),
            "Balai Keratun · Rp18.500.000",
            tone="amber",
            url="#timeline",
        ),
        TimelineEntry("2022-03-12", _("Joined KWT Melati as chair")),
        TimelineEntry(
            "2011",
            "Taiwan",
            _("care of an elderly person"),
            tone="blue",
            until="2018",
            is_range=True,
        ),
        TimelineEntry(None, _("Left a former group"), tone="red"),
    ]


def _facts() -> list[dict[str, Any]]:
    return [
        {"label": "NIK", "value": _("on file"), "action_label": _("Show"), "action_url": "#facts"},
        {"label": _("Birth"), "value": "Kalianda, 11 Mei 1993", "note": "33 tahun"},
        {"label": _("Group"), "value": "KWT Melati", "url": "#facts"},
        {"label": _("Photo"), "value": _("may be shown"), "chip": "ok"},
        {"label": _("Education"), "value": ""},
    ]


def _answers() -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "value": "Siti Aminah", "action_url": "#answers"},
        {"label": _("Phone"), "value": "0812-0000-2211", "action_url": "#answers"},
    ]


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "url": "#rows",
            "icon": "people",
            "label": _("Members"),
            "note": _("2 people are incomplete"),
            "count": 20,
        },
        {
            "url": "#rows",
            "icon": "globe",
            "label": _("Still abroad"),
            "note": "Taiwan, Hong Kong",
            "count": 3,
        },
        {"url": "#rows", "icon": "plus", "label": _("Add a member or migrant")},
    ]


def _stats() -> list[dict[str, Any]]:
    return [
        {"number": "812", "label": _("people"), "note": _("in 41 groups"), "url": "#stats"},
        {"number": "23", "label": _("still abroad"), "url": "#stats", "tone": "abroad"},
        {"number": "64", "label": _("incomplete"), "url": "#stats", "tone": "missing"},
        {"number": "2", "label": _("NIK to check"), "url": "#stats", "tone": "wrong"},
    ]


def _preview() -> list[dict[str, Any]]:
    village = {"label": _("Phone"), "old": "0812-0000-1111", "new": "0812-0000-2211"}
    return [
        {
            "place": "Anggota, 4",
            "name": "Siti Aminah",
            "tone": "ok",
            "state": _("Accepted"),
            "kind": _("Changed"),
            "changes": [village],
        },
        {
            "place": "Anggota, 5",
            "name": "Wiwik Rahayu",
            "tone": "missing",
            "state": _("With a warning"),
            "kind": _("New"),
            "notes": [{"column": "NIK", "text": _("The birth date differs from the NIK.")}],
        },
        {
            "place": "Anggota, 6",
            "name": "Saudah",
            "tone": "wrong",
            "state": _("Refused"),
            "kind": "",
            "notes": [{"column": "NIK", "text": _("A NIK has 16 digits.")}],
        },
    ]


def _trail() -> list[dict[str, Any]]:
    at = dt.datetime(2026, 11, 20, 2, 14, tzinfo=dt.UTC)
    change = {"label": _("Phone"), "old": "", "new": "0812-0000-2211"}
    return [
        {
            "who": "Rina Puspita",
            "what": _("changed the phone number"),
            "at": at,
            "reason": _("told by herself"),
            "changes": [change],
        }
    ]


def _form_parts() -> dict[str, Any]:
    filters = SampleFilters({"district": "palas"})
    return {
        "form_plain": SampleForm(initial={"name": "Siti Aminah", "wants": "yes"}),
        "form_wrong": SampleForm({"name": "", "education": "sma"}),
        "filters": filters,
        "filter_fields": [filters["district"], filters["country"], filters["completeness"]],
        "filter_chips": [{"label": _("District: Palas"), "url": "#list"}],
        "bulk": Bar("#list", "", Count(118)),
        "answers": _answers(),
        "logins": [
            {"username": "petugas", "role": _("officer")},
            {"username": "sekretaris", "role": _("secretary")},
        ],
    }


def _small_parts() -> dict[str, Any]:
    task = {"label": _("Photo"), "url": "#tasks", "chip_label": _("missing")}
    return {
        "tasks": [task | {"note": _("A photo helps to recognise her.")}],
        "choices": [{"value": "yes", "label": _("Yes")}, {"value": "no", "label": _("No")}],
        "messages": [
            Message(constants.SUCCESS, _("The data of Siti Aminah are saved.")),
            Message(constants.ERROR, _("Nothing was saved.")),
        ],
        "icons": sorted(ICONS),
        "phone": PHONE,
        "chips": [
            {"label": _("Photo may be shown"), "tone": "ok"},
            {"label": _("Family: not asked yet"), "tone": "missing"},
        ],
    }


def sample() -> dict[str, Any]:
    """What the style guide draws: one thing for each component."""
    return {
        "people": _people(),
        "timeline": _timeline(),
        "facts": _facts(),
        "rows": _rows(),
        "stats": _stats(),
        "preview": _preview(),
        "trail": _trail(),
        **_form_parts(),
        **_small_parts(),
    }
