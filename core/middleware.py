"""What every request and answer keeps to: no NUL, no endless upload, no copy in a cache."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

NO_COPY = "private, no-store"
# Cameras and places are chosen by a file field or typed: no page needs the device's own.
DEVICE = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SparingMiddleware:
    """Pages hold personal data: whoever uses the computer next must not find them by "Back".

    A view that sets its own Cache-Control keeps it (photos: private, for ten minutes).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", NO_COPY)
        response.headers.setdefault("Permissions-Policy", DEVICE)
        return response


class NoNulMiddleware:
    """400 for a NUL byte in address or cookie; PostgreSQL holds none and would answer with 500.

    A NUL in a posted field is the form's to refuse, so that the rest of the input is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or any("\0" in text for text in _texts(request, query)):
            raise BadRequest("NUL byte in the address")
        return self.get_response(request)


class NotEndlessMiddleware:
    """413 for a body that no form would take, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length[:20]) > settings.LARGEST_REQUEST:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class StayingMiddleware:
    """Tells a form that stayed on its page (``_stays.html``) where its post leads, and a page that
    waits for something (``#awaited``) where to go on.

    A script cannot read where a redirect leads, and following it would use up the page's messages.
    Where the form asks for it, the answer is that page itself: one trip over the network instead
    of two, and no moment between two pages in which it may be lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        stays = request.headers.get("HX-Target") in ("main", "awaited")
        if not stays or not response.has_header("Location"):
            return response
        found = urlsplit(response["Location"])
        is_in = request.user.is_authenticated and not found.netloc
        if request.headers.get("X-Leads") and is_in:
            page = self.get_response(_next(request, response, found))
            if page.status_code == 200:
                page["HX-Push-Url"] = response["Location"]
                page.cookies = SimpleCookie({**response.cookies, **page.cookies})
                return page
        response.status_code = 204
        response["HX-Redirect"] = response["Location"]
        del response["Location"]
        return response


def _next(request: HttpRequest, response: HttpResponse, found: SplitResult) -> HttpRequest:
    """The request by which the same browser would follow to a page of ours."""
    set_now = {name: morsel.value for name, morsel in response.cookies.items()}
    sent = ("HTTP_HX_", "HTTP_X_LEADS", "CONTENT_")
    environ = {k: v for k, v in request.META.items() if not k.startswith(sent)}
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(found.path, "latin-1"),
        "QUERY_STRING": found.query,
        "HTTP_COOKIE": "; ".join(f"{n}={v}" for n, v in (request.COOKIES | set_now).items()),
    }
    return WSGIRequest(environ | {"wsgi.input": BytesIO()})


class ChosenLanguageMiddleware:
    """Indonesian, unless the reader chose another language at the foot of a page.

    A browser's own wish is not asked: cheap phones come set to English, for people who read none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _texts(request: HttpRequest, query: str) -> list[str]:
    return [query, request.path_info, *request.COOKIES.values()]
