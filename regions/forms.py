"""The field that asks for a village: typed in any way, found among 83,762."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regions.models import Region, RegionQuerySet

LIMIT = 12


class RegionInput(NamedTuple):
    """What the field holds: the text, the code that belongs to it, the candidate picked."""

    text: str = ""
    code: str = ""
    pick: str = ""


class RegionWidget(forms.TextInput):
    """A text input; a combobox where JavaScript runs, radio buttons after an unclear answer."""

    template_name = "widgets/region.html"
    candidates: Iterable[Region] = ()
    near = ""
    level: int | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> RegionInput:
        parts = (data.get(f"{name}{part}", "") for part in ("", "_code", "_pick"))
        # The database is asked for all three, and takes no NUL.
        return RegionInput(*(part.replace("\0", "") for part in parts))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        shown = value or RegionInput()
        context = super().get_context(name, shown.text, attrs)
        context["widget"] |= {
            "code": shown.code,
            "pick": shown.pick,
            "candidates": list(self.candidates),
            "search_url": reverse("regions:region_search"),
            "near": self.near,
            "level": self.level or "",
        }
        return context


class RegionField(forms.Field):
    """One region, a village unless ``level`` says otherwise (None takes any).

    ``near`` is the code of the region whose villages are offered first; a form may set it later.
    Cleans to a ``Region`` or None. A text that names exactly one region is taken, also without
    JavaScript; otherwise the error offers those that fit, and what was typed stays.
    """

    widget = RegionWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Type the name of the region."),
        "unknown": _(
            "No region is called “%(text)s”. Check the spelling, or type only part of the name."
        ),
        "several": _("Several regions fit. Choose one below."),
        "many": _("Many regions fit. Choose one below, or add the name of the district."),
    }

    def __init__(
        self, *, level: int | None = Region.Level.VILLAGE, near: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault("help_text", _("Type part of the name, for example “palas bumi”."))
        super().__init__(**kwargs)
        self.level = self.widget.level = level
        self.near = near

    @property
    def near(self) -> str:
        return self.widget.near

    @near.setter
    def near(self, code: str) -> None:
        self.widget.near = code

    def regions(self) -> RegionQuerySet:
        """The regions that can be answered."""
        rows = Region.objects.all()
        return rows.filter(level=self.level) if self.level else rows

    def prepare_value(self, value: Any) -> RegionInput:
        if isinstance(value, RegionInput):
            return value
        if value and not isinstance(value, Region):
            value = Region.objects.filter(code=value).first()
        return RegionInput(value.path, value.code) if value else RegionInput()

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return bool(data and not self.disabled) and (
            data.text.strip() != before.text or data.pick not in ("", before.code)
        )

    def to_python(self, value: Any) -> Region | None:
        if not isinstance(value, RegionInput):
            value = self.prepare_value(value)
        text = value.text.strip()
        return (self._chosen(text, value) or self._found(text)) if text else None

    def _chosen(self, text: str, value: RegionInput) -> Region | None:
        """The candidate picked, or the region chosen from the list and left as it stood."""
        picked = self.regions().matching(text).filter(code=value.pick) if value.pick else None
        if picked and (region := picked.first()):
            return region
        if not value.code:
            return None
        return self.regions().filter(code=value.code, path=text).first()

    def _found(self, text: str) -> Region:
        named = list(self.regions().named(text)[:2])
        found = named if len(named) == 1 else self._candidates(text)
        if len(found) == 1:
            return found[0]
        self.widget.candidates = found[:LIMIT]
        raise self._unclear(text, len(found))

    def _candidates(self, text: str) -> list[Region]:
        return list(self.regions().search(text, near=self.near)[: LIMIT + 1])

    def _unclear(self, text: str, count: int) -> ValidationError:
        code = "many" if count > LIMIT else "several" if count else "unknown"
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        return ValidationError(self.error_messages[code], code=code, params={"text": shown})
