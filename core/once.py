"""A form that is sent twice acts once: it carries a key, and the answer to the first is kept.

The network drops the answer, a finger taps twice, a page is loaded again: the second post finds
what the first one did and is led to the same place. Two at the same moment stand in line.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.models import Draft, SentForm

FIELD = "form_key"
KEPT_FOR = dt.timedelta(days=7)
_SALT = "core.once"
_KEEPS = "k"
# Any number, as long as nothing else locks by a pair that begins with it.
_LOCK = 5_310_928


@dataclass(frozen=True, slots=True)
class FormKey:
    """For whom a form was drawn, and which of her forms it is."""

    owner: int
    text: str
    keeps_input: bool


class FormKeyField(forms.Field):
    """The key on its way through the page; no answer of the user's."""

    widget: Any = forms.HiddenInput

    def __init__(self, user: Any, *, keeps_input: bool) -> None:
        # A page may hold several forms, and no label leads here: it bears no id.
        widget = forms.HiddenInput(attrs={"id": False, "autocomplete": "off"})
        super().__init__(
            required=False, initial=new_key(user, keeps_input=keeps_input), widget=widget
        )

    def clean(self, value: Any) -> str:
        return ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if read_key(data) else initial


def new_key(user: Any, *, keeps_input: bool = True) -> str:
    """A key that only its user's posts can spend; signed, so that nobody makes up another's.

    ``keeps_input`` says whether what is sent may be parked (``core/kept.py``).
    """
    parts = (str(user.pk), _KEEPS if keeps_input else "", secrets.token_urlsafe(12))
    return signing.TimestampSigner(salt=_SALT).sign(":".join(parts))


def read_key(text: Any) -> FormKey | None:
    """The key, unless it was changed, is too old or none at all."""
    try:
        found = signing.TimestampSigner(salt=_SALT).unsign(str(text or ""), max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    owner, keeps, key = found.split(":")
    return FormKey(int(owner), key, keeps == _KEEPS) if owner.isdigit() else None


class OnceMiddleware:
    """Runs a post with a key once, and leads the same post again to the first one's answer.

    A post that is refused (its form comes back) has done nothing and keeps nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        key = read_key(request.POST.get(FIELD)) if request.method == "POST" else None
        if key is None or key.owner != request.user.pk:
            return None
        with transaction.atomic():
            _stand_in_line(key)
            first = SentForm.objects.filter(user=key.owner, key=key.text).first()
            if first is not None:
                return _as_before(request, first)
            response = view(request, *args, **kwargs)
            if 300 <= response.status_code < 400:
                SentForm.objects.create(
                    user_id=key.owner,
                    key=key.text,
                    content=_digest(request),
                    answer=response["Location"],
                )
                Draft.objects.filter(owner=key.owner, key=key.text).delete()
            return response


def _stand_in_line(key: FormKey) -> None:
    """Wait until another post with this key has ended, whichever way.

    Nothing else is held yet, so that waiting can hold up nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, key.text])


def _as_before(request: HttpRequest, first: SentForm) -> HttpResponse:
    if first.content != _digest(request):
        messages.warning(
            request,
            _(
                "This form was saved before, as it was sent first."
                " What you changed afterwards is not saved: look here and change it."
            ),
        )
    return redirect(first.answer)


def _digest(request: HttpRequest) -> str:
    """What tells two posts apart, and nothing of what was typed without the site's key."""
    pairs = [(name, values) for name, values in request.POST.lists() if name not in _NO_INPUT]
    files = [
        (name, [(file.name, file.size) for file in sent]) for name, sent in request.FILES.lists()
    ]
    return salted_hmac(_SALT, repr(_sorted(pairs) + _sorted(files)), algorithm="sha256").hexdigest()


# Django changes the mask of the CSRF token with each page.
_NO_INPUT = frozenset(["csrfmiddlewaretoken"])


def _sorted(pairs: Iterable[Any]) -> list[Any]:
    return sorted(pairs, key=lambda pair: pair[0])


def forget_old() -> int:
    """Drop the answers that nobody will ask for again; return their number."""
    return SentForm.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]
