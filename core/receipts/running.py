"""The receipt of what the running request does, for the message that says it was done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.history import running_act
from core.receipts.codes import code_of


def of_running_act() -> str:
    """The address of the receipt of what is being written; "" where nothing is being recorded.

    For a message: ``12 baris diubah. Kembalikan``. It costs no query.
    """
    act = running_act()
    return reverse("core:receipt_detail", kwargs={"code": code_of(act)}) if act else ""


def done(words: str) -> SafeString:
    """A message that something was done, with the way to take it back: ``… Kembalikan``."""
    act = running_act()
    if act is None:
        return format_html("{}", words)
    url = reverse("core:receipt_undo", kwargs={"code": code_of(act)})
    return format_html('{} <a href="{}">{}</a>', words, url, _("Restore"))
