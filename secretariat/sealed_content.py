"""What a sealed case holds, as one encrypted value; who may read it is asked elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils import timezone

from core.crypto import DecryptionError, decrypt_bytes, encrypt_bytes
from secretariat.models import SealedCase

PURPOSE = "sealed_case"
Line = dict[str, Any]


@dataclass(slots=True)
class Content:
    """All of a case: days are ISO texts, persons and groups their codes beside the names.

    ``journal`` tells who did what since it was sealed, ``history`` what was told before.
    """

    opened_on: str
    channel: str
    asker_is: str
    asker_name: str
    question: str
    asker_code: str = ""
    phone: str = ""
    about_name: str = ""
    about_code: str = ""
    country: str = ""
    is_unreachable: bool = False
    group_name: str = ""
    group_code: str = ""
    result: str = ""
    closed_on: str = ""
    notes: list[Line] = field(default_factory=list)
    referrals: list[Line] = field(default_factory=list)
    journal: list[Line] = field(default_factory=list)
    history: list[Line] = field(default_factory=list)

    def note(self, *, text: str, actor: Any, for_family: bool) -> None:
        self.notes.append({"text": text, "by": str(actor), "for_family": for_family, "at": _now()})

    def tell(self, actor: Any, what: str) -> None:
        """Who did what, for the history that only the readers see."""
        self.journal.append({"at": _now(), "by": str(actor), "what": what})


def _now() -> str:
    return timezone.localtime().isoformat(timespec="seconds")


def closed(content: Content, code: str) -> bytes:
    """The content as it lies in the database, of use to nothing but the case of this code."""
    text = json.dumps(asdict(content), ensure_ascii=False)
    return encrypt_bytes(text.encode(), PURPOSE, owner=code)


def opened(case: SealedCase) -> Content:
    """The content of a case. Raises DecryptionError."""
    return Content(**json.loads(decrypt_bytes(case.content, PURPOSE, owner=case.code)))


def is_readable(case: SealedCase) -> bool:
    """Whether a key opens it; one that none opens is listed as lost, and has no page."""
    try:
        opened(case)
    except DecryptionError:
        return False
    return True


@contextmanager
def changing(case: SealedCase) -> Iterator[tuple[SealedCase, Content]]:
    """The case and its content, held: of two who write at once the second adds to the first's."""
    held = SealedCase.objects.select_for_update().get(pk=case.pk)
    content = opened(held)
    yield held, content
    held.content = closed(content, held.code)
    held.save(update_fields=["content", "state", "due_on"])
