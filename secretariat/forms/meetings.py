"""The forms of a meeting's minutes: the text, who was there, why they are taken back."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.forms.cancelling import CancelRowForm
from core.forms import ActForm, RowForm
from members.forms.fields import DayField, PlainField
from members.models import OfficeTerm
from secretariat import meeting_roster
from secretariat.models import Meeting
from secretariat.models.meetings import LONGEST_TEXT, MOST_GUESTS
from secretariat.services_meetings import record_attendance

TYPED = (
    *("date", "begins_at", "place", "agenda", "leader", "note_taker", "text"),
    *("guest_count", "guests"),
)


class MeetingForm(RowForm):
    """The minutes themselves; correcting them leaves the list of who was there alone."""

    date = DayField(label=gettext_lazy("Date of the meeting"))
    place = PlainField(label=gettext_lazy("Place"), max_length=160)
    agenda = PlainField(
        label=gettext_lazy("Agenda"),
        max_length=300,
        help_text=gettext_lazy("For example: planting plan of the rainy season."),
    )
    leader = PlainField(label=gettext_lazy("Led by"), max_length=120)
    note_taker = PlainField(label=gettext_lazy("Minutes by"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("What was said and decided"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("What was decided, who does it, until when."),
    )
    guest_count = forms.IntegerField(
        label=gettext_lazy("How many guests came"),
        min_value=0,
        max_value=MOST_GUESTS,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            gettext_lazy("Give a number of guests up to 1,000."),
        ),
    )
    guests = PlainField(
        label=gettext_lazy("Guests"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For example: the penyuluh, the village head."),
    )

    class Meta:
        model = Meeting
        fields: ClassVar = list(TYPED)
        widgets: ClassVar = {
            "begins_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins_at"].label = _("Begins at")
        if not self.instance.pk:
            self._presume()
        self.helper.layout = Layout("seen_version", *TYPED)

    def _presume(self) -> None:
        """Who most often leads and writes, and where the group most often meets."""
        terms = OfficeTerm.objects.open().filter(membership__group=self.instance.group)
        named = dict(terms.values_list("office", "membership__person__name"))
        self.initial.update(
            {
                "leader": named.get(OfficeTerm.Office.CHAIR, ""),
                "note_taker": named.get(OfficeTerm.Office.SECRETARY, ""),
                "place": self.instance.group.address[:160],
            }
        )

    def clean_guest_count(self) -> int:
        return self.cleaned_data["guest_count"] or 0


class MeetingCreateForm(MeetingForm):
    """New minutes together with the list: everybody was there, but for those who are tapped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = meeting_roster.entries(self.instance.group, None)
        presumed = meeting_roster.State.PRESENT.value
        meeting_roster.add_fields(self, self.entries, presumed=presumed)

    def save(self, commit: bool = True) -> Meeting:
        self.instance.typed_by = self.user
        meeting: Meeting = super().save(commit)
        states = meeting_roster.answers(self, self.entries)
        record_attendance(meeting=meeting, states=states)
        return meeting


class MeetingAttendanceForm(ActForm):
    """Correct who was there."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.entries = meeting_roster.entries(meeting.group, meeting)
        meeting_roster.add_fields(self, self.entries, presumed=meeting_roster.NONE)

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._record)

    def _record(self) -> bool:
        states = meeting_roster.answers(self, self.entries)
        record_attendance(meeting=self.meeting, states=states)
        return True


class MeetingCancelForm(CancelRowForm):
    """Why the minutes should never have been written down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("For example: written down twice.")
