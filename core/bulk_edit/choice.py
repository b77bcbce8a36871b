"""Which rows: those that are ticked, or all that match a filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.admin_bulk import FILTER, listed
from core.bulk_edit.lists import MOST_ROWS, BulkList
from core.bulk_edit.tokens import read_token
from core.lists import Count

ROWS, ALL = "row", "all"


class ChoiceError(Exception):
    """These rows cannot be changed together; says why, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows that the user may change, counted by the server; ``words`` tell the filter."""

    rows: Any
    number: int
    words: str = ""


def choose(bulk: BulkList, query: QueryDict, user: Any) -> Choice:
    """The rows that an address names. Raises ChoiceError."""
    token = query.get(ALL, "")
    choice = _matching(bulk, token, user) if token else _ticked(bulk, query.getlist(ROWS), user)
    if choice.number > MOST_ROWS:
        raise ChoiceError(
            _("These are %(n)s rows; at most %(most)s can be changed at once. Filter further.")
            % {"n": Count(choice.number), "most": Count(MOST_ROWS)}
        )
    return choice


def _ticked(bulk: BulkList, codes: list[str], user: Any) -> Choice:
    wanted = {code for code in codes if code}
    if not wanted:
        raise ChoiceError(_("No row is chosen yet. Tick rows in the list, then try again."))
    rows = bulk.rows(user).filter(code__in=wanted) if _are_codes(wanted) else None
    number = rows.count() if rows is not None else 0
    if number != len(wanted):
        raise ChoiceError(
            _("Some of the chosen rows are not yours to change, or not any more. Choose again.")
        )
    return Choice(rows, number)


def _are_codes(texts: set[str]) -> bool:
    # The database takes no NUL, and an address can hold anything.
    return all(text.isascii() and text.isalnum() for text in texts)


def _matching(bulk: BulkList, token: str, user: Any) -> Choice:
    query = read_token(token, bulk.kind, user)
    if query is None:
        raise ChoiceError(
            _("This list was opened too long ago. Open it again, then choose all once more.")
        )
    found, words = _listed(bulk, query, user)
    # By themselves, and not as a part of the next question: without statistics PostgreSQL would
    # look up every row once for every other one.
    ids = list(found.order_by().values_list("pk", flat=True)[: MOST_ROWS + 1])
    rows = bulk.rows(user).filter(pk__among=ids)
    number = rows.count() if len(ids) <= MOST_ROWS else found.count()
    if not number:
        raise ChoiceError(_("Nothing matches this filter any more. Filter the list again."))
    return Choice(rows, number, words or _("the whole list"))


def _listed(bulk: BulkList, query: str, user: Any) -> tuple[Any, str]:
    """What a filter finds, and the filter in words."""
    outdated = ChoiceError(
        _("This filter does not mean any more what it meant. Filter the list again.")
    )
    if query.startswith(FILTER):
        try:
            return listed(bulk, query.removeprefix(FILTER), user), _("the list in the admin site")
        except (IncorrectLookupParameters, SuspiciousOperation):
            raise outdated from None
    filters = bulk.filters(QueryDict(query), user)
    if filters.complaint:
        raise outdated
    return filters.qs, "; ".join(chip["label"] for chip in filters.chips)
