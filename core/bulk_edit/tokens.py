"""The token of a filter: "all N that match", without a list of ids.

It names the list, the filter and for whom it was drawn; what matches is asked anew each time.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import signing

_SALT = "core.bulk_edit"
# As long as one looks at a list; what it shows is older than a morning after that.
FRESH_FOR = dt.timedelta(hours=4)


def token_of(kind: str, query: str, user: Any) -> str:
    """A token for a filter, as its list's address has it, of this user."""
    return signing.dumps([kind, user.pk, query], salt=_SALT, compress=True)


def read_token(token: str, kind: str, user: Any) -> str | None:
    """The filter of a token; None where it is too old, changed, another's or another list's."""
    try:
        named, owner, query = signing.loads(token, salt=_SALT, max_age=FRESH_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return str(query) if (named, owner) == (kind, user.pk) else None
