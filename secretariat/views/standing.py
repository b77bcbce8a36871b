"""Pages of rows that may have been cancelled: who comes too late is told, and led to the row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def standing(
    find: Callable[[HttpRequest, str, str], Any], act: str, words: Callable[[], str]
) -> Callable[[Any], View]:
    """The view works on a row that ``find`` gives by its code and that was not cancelled."""

    def wrap(view: Any) -> View:
        @wraps(view)
        def inner(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
            row = find(request, code, act)
            if not row.is_cancelled:
                return view(request, row, **kwargs)
            messages.warning(request, words())
            return redirect(row)

        return inner

    return wrap
