"""The addresses of bulk edits: the same six of every list."""

from __future__ import annotations

from functools import partial
from typing import Any

from core.bulk_edit.lists import bulk_lists
from tests.contracts.bulk_places import TYPED
from tests.contracts.places import Place
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def _edit(kind: str, place: Place) -> dict[str, Any]:
    return {"code": place.edits[kind].code}


def _chosen(kind: str, place: Place) -> dict[str, str]:
    return {"row": place.bulk_rows[kind].code}


def _typed(kind: str, place: Place, user: Any) -> dict[str, str]:
    return TYPED[kind]


def _addresses(name: str, kind: str) -> dict[str, Address]:
    edit = partial(_edit, kind)
    return {
        f"{name}_create": Address(
            data=partial(_typed, kind), query=partial(_chosen, kind), writes=False
        ),
        f"{name}_detail": Address(edit, is_owners=True),
        f"{name}_confirm": Address(edit, get=405, data=nothing, is_owners=True),
        f"{name}_run": Address(edit, get=405, data=nothing, is_owners=True, writes=False),
        f"{name}_progress": Address(edit, get=302, is_owners=True),
        f"{name}_cancel": Address(edit, get=405, data=nothing, is_owners=True, writes=False),
    }


BULK: dict[str, Address] = {}
for each in bulk_lists():
    BULK |= _addresses(each.name, each.kind)
