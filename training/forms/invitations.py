"""Whom to invite, and how."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.forms import ActForm
from training.forms.fields import CodesField
from training.models import Participant, Training


class Way(models.TextChoices):
    WHATSAPP = "whatsapp", _("by WhatsApp")
    LETTER = "letter", _("by letter")


class InviteForm(ActForm):
    """The participants who are ticked, and the way that was pressed."""

    people = CodesField(Participant.objects.enrolled())
    way = forms.ChoiceField(choices=Way.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, training: Training, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        field.queryset = field.queryset.filter(training=training)
        self.fields["way"].error_messages["required"] = _("Choose how to invite.")

    @property
    def ticked(self) -> list[str] | None:
        """The codes that were sent; None where nothing was sent yet."""
        return self.data.getlist("people") if self.is_bound else None
