"""An address with an old code leads to the same page of the row that took its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.codes import is_code
from core.models import OldCode
from core.search import open_code


class OldCodeMiddleware:
    """What was not found is looked for among the old codes, for who may see where they lead.

    A post is not sent on: its form showed another row. It leads to the page of the kept one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or match is None or not request.user.is_authenticated:
            return response
        moved = _moved(match.kwargs)
        page = next((url for new in moved.values() if (url := open_code(request.user, new))), "")
        if not page:
            return response
        if request.method not in ("GET", "HEAD"):
            messages.warning(
                request,
                _(
                    "This record was merged with another one meanwhile."
                    " What you sent is not saved: look here, and enter it again."
                ),
            )
            return redirect(page)
        url = reverse(match.view_name, kwargs=match.kwargs | moved)
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{url}?{query}" if query else url)


def _moved(kwargs: Mapping[str, Any]) -> dict[str, str]:
    """The parts of an address that are old codes, each with the code that it leads to."""
    codes = {key: str(value) for key, value in kwargs.items() if is_code(str(value))}
    if not codes:
        return {}
    found = OldCode.objects.filter(code__in=codes.values()).values_list("code", "new_code")
    leads = dict(found)
    return {key: leads[code] for key, code in codes.items() if code in leads}
