"""A sent list on its pages: found again for its owner alone, with what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.crypto import DecryptionError
from core.import_pages.earlier import notice_of_earlier
from core.import_pages.pages import ImportPages, with_query
from core.imports import parked
from core.imports.spec import ImportSpec, Preview
from core.models import Import

STEPS = ("detail", "read", "progress", "columns", "correct", "confirm", "cancel", "refused")


@dataclass(frozen=True, slots=True)
class SentList:
    """A list with its pages, its sender and its target."""

    pages: ImportPages
    row: Import
    user: Any
    target: Any

    @property
    def label(self) -> str:
        """The file, and whose list it is."""
        if self.target is None:
            return self.row.filename
        words = {"file": self.row.filename, "group": self.target}
        return _("%(file)s for %(group)s") % words

    @property
    def urls(self) -> dict[str, str]:
        """The address of each step, for templates."""
        return {step: self.url(step) for step in STEPS}

    @property
    def earlier(self) -> dict[str, str] | None:
        """That the same file was imported before, where the user may know."""
        return notice_of_earlier(self.row, self.user)

    @property
    def create_url(self) -> str:
        return self.pages.create_url(self.target)

    @property
    def list_url(self) -> str:
        return self.pages.list_url(self.target)

    @property
    def has_source(self) -> bool:
        """Whether the file itself is still here, without fetching it; of refused rows it is not."""
        return Import.objects.filter(pk=self.row.pk, source__isnull=False).exists()

    def url(self, step: str) -> str:
        return self.pages.address(step, self.row.code)

    def rows_url(self, *, show: str = "", page: int = 1) -> str:
        """A page of the preview's rows."""
        params = {"show": show, "page": str(page) if page > 1 else ""}
        params = {key: value for key, value in params.items() if value}
        return f"{with_query(self.url('detail'), params)}#rows" if params else self.url("detail")

    def columns_url(self, place: int) -> str:
        return with_query(self.url("columns"), {"sheet": str(place)})

    def spec(self, *, lock: bool = False) -> ImportSpec:
        return self.pages.spec(self.user, self.target, lock=lock)

    def load(self) -> Preview | None:
        """The preview; None where it is too old or its key is gone."""
        if not parked.is_waiting(self.row):
            return None
        try:
            return parked.load(self.row)
        except DecryptionError:
            return None

    def load_to_confirm(self) -> Preview | None:
        """The preview of a list that waits for nothing but its confirmation."""
        return self.load() if self.row.state == Import.State.PREVIEW else None


def find(request: HttpRequest, pages: ImportPages, code: str, *, lock: bool = False) -> SentList:
    """The user's own list, while she may still import it; 404 otherwise."""
    mine = Import.objects.owned_by(request.user).filter(kind=pages.kind).defer(*parked.FILES)
    row = get_object_or_404(mine.select_for_update() if lock else mine, code=code)
    target = pages.find_target(request.user, row.target_id)
    return SentList(pages, row, request.user, target)


def find_preview(request: HttpRequest, pages: ImportPages, code: str) -> tuple[SentList, Preview]:
    """A list that still waits for its confirmation; 404 otherwise."""
    sent = find(request, pages, code, lock=request.method == "POST")
    preview = sent.load_to_confirm()
    if preview is None:
        raise Http404
    return sent, preview


def find_source(request: HttpRequest, pages: ImportPages, code: str) -> tuple[SentList, Preview]:
    """A list whose file is still here to be read again; 404 otherwise."""
    sent = find(request, pages, code, lock=request.method == "POST")
    preview = sent.load()
    if preview is None or not sent.has_source:
        raise Http404
    return sent, preview
