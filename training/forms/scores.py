"""Scores before and after, of the whole list on one page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.forms import ActForm
from training import services
from training.forms.fields import ScoreField, score_words
from training.models import Participant

SCORES = ("pre_score", "post_score")


class ScoresForm(ActForm):
    """A field for each score. What nobody touched here stays as somebody else wrote it meanwhile.

    ``seen`` holds what the page showed, by field; where both have changed a score, it is said.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, participants: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participants = participants
        self.shown = self._sent_seen() if self.is_bound else {}
        for participant in participants:
            for name in SCORES:
                self._add(participant, name)
        self.rows = [
            {"participant": each, "fields": [self[f"{each.code}-{name}"] for name in SCORES]}
            for each in participants
        ]

    def _add(self, participant: Participant, name: str) -> None:
        key, recorded = f"{participant.code}-{name}", getattr(participant, name)
        label = _("Score before") if name == "pre_score" else _("Score after")
        self.fields[key] = ScoreField(label=label, initial=recorded)
        self.shown.setdefault(key, score_words(recorded))

    def _sent_seen(self) -> dict[str, str]:
        try:
            sent = json.loads(self.data.get("seen", ""))
        except (ValueError, RecursionError):
            return {}
        return (
            {k: v for k, v in sent.items() if isinstance(v, str)} if isinstance(sent, dict) else {}
        )

    @property
    def seen_now(self) -> str:
        """What this page shows, for the way back."""
        return json.dumps(self.shown)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.changed: dict[Participant, dict[str, Decimal | None]] = {}
        for participant in self.participants:
            for name in SCORES:
                self._take(participant, name)
        return self.cleaned_data

    def _take(self, participant: Participant, name: str) -> None:
        key = f"{participant.code}-{name}"
        if key not in self.cleaned_data:
            return
        typed, recorded = self.cleaned_data[key], getattr(participant, name)
        if typed == recorded or score_words(typed) == self.shown[key]:
            return
        if self.shown[key] != score_words(recorded):
            self.shown[key] = score_words(recorded)
            self.add_error(
                key, _("Now recorded: %(value)s") % {"value": score_words(recorded) or "–"}
            )
            return
        self.changed.setdefault(participant, {})[name] = typed

    def try_save(self) -> bool:
        """Keep what was changed, all or nothing."""
        return self.is_valid() and bool(self.attempt(self._write))

    def _write(self) -> bool:
        services.write_scores(scores=self.changed, actor=self.user)
        return True
