"""What of offices, programmes and numbers returns when an act is taken back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.undo.rules import Stays, Undo, add_undo
from institutions.models import Institution, Programme, Series, SeriesYear

add_undo(
    Undo(Institution, act="institutions.change_institution"),
    Undo(Programme, act="institutions.change_programme"),
    Undo(Series, act="institutions.change_series"),
    Undo(
        SeriesYear,
        stays=Stays(
            _("A number was given, and stays given. Cancel or revoke the paper instead."),
            whole=True,
        ),
    ),
)
