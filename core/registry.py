"""What several apps contribute to one place: the menu, the home page, the search, timelines,
dissolution, the public verification of papers.

Each app fills it from small modules (``home.py``, ``search.py``, ``timeline.py``,
``dissolution.py``, ``verification.py``) that are discovered at start-up. Core never asks which
app.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from core import access

Text = str | Promise


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu; shown to who may do the act.

    It is current on the pages below its address, and where a view's name begins with one of
    ``views``.
    """

    label: Text
    url_name: str
    act: str | None
    order: int
    views: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class SubjectLink:
    """A way on from a subject's page ("group", "person"), for who may do the act on it.

    ``url_name`` takes the subject's code.
    """

    subject: str
    label: Text
    url_name: str
    act: str
    order: int = 50


# Under the greeting, beside it, across the page, and its two columns.
CARD_PLACES = ("lead", "actions", "top", "main", "side")


@dataclass(frozen=True, slots=True)
class Card:
    """A part of somebody's home page: a template and what it is drawn with.

    ``place`` is one of ``CARD_PLACES``.
    """

    template: str
    context: dict[str, Any]
    order: int = 50
    place: str = "main"


@dataclass(frozen=True, slots=True)
class CardSource:
    """Builds a user's cards; asked only when the user may do the act, or of everybody (None)."""

    act: str | None
    build: Callable[[Any], list[Card]]


@dataclass(frozen=True, slots=True)
class TimelineSource:
    """What an app tells on the timeline of one kind of subject ("person", "group").

    ``rows(subject, user)`` gives parts, made of querysets by ``core.timeline.rows`` or written
    out; they are united in one SQL. ``describe(row, user)`` turns one row of ``TIMELINE_COLUMNS``
    into words.
    """

    subject: str
    kinds: tuple[str, ...]
    rows: Callable[[Any, Any], list[TimelinePart]]
    describe: Callable[[dict[str, Any], Any], TimelineEntry]


TIMELINE_COLUMNS = ("t_at", "t_until", "t_kind", "t_ref", "t_text", "t_extra")


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """SQL that gives the columns of ``TIMELINE_COLUMNS`` in their order, and its parameters."""

    sql: str
    params: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a timeline, in words."""

    at: str | None
    title: Text
    detail: Text = ""
    tone: str = "green"
    until: str | None = None
    is_range: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """Something that still hangs on a group: its key within the part, and what it is."""

    key: str
    label: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class DissolutionPart:
    """What of an app hangs on a group that is dissolved: the open rows, and how each ends.

    ``open_rows(group)`` gives what needs an answer; after ``settle`` it gives nothing.
    ``choices(group, user)`` are the answers (value, words), most often chosen first; where there
    is but one, it is told and not asked. ``settle(group=…, answers=…, day=…, reason=…, actor=…)``
    ends the rows: ``answers`` maps each row's key to its answer, ``day`` is an ISO date.
    """

    key: str
    label: Text
    open_rows: Callable[[Any], list[OpenRow]]
    choices: Callable[[Any, Any], list[tuple[str, Text]]]
    settle: Callable[..., None]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found: its name leads to ``url``; ``links`` (words, address) lead
    further. ``photo_url`` None means that the thing has no face to show.
    """

    label: str
    url: str
    note: str = ""
    links: tuple[tuple[Text, str], ...] = ()
    photo_url: str | None = None


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One kind of thing that the search field finds; asked only when the user may do the act.

    ``find(user, text, limit)`` gives up to ``limit`` hits of what this user may see, best first,
    in a constant number of queries; the text has two letters or digits at least. ``all_url(text)``
    is the list that shows them all, "" where there is none. ``open_code(user, code)`` is the
    address of the page with exactly this code, "" where there is none that the user may see.
    """

    label: Text
    act: str
    find: Callable[[Any, str, int], list[Hit]]
    all_url: Callable[[str], str] = lambda text: ""
    open_code: Callable[[Any, str], str] = lambda user, code: ""
    order: int = 50


@dataclass(frozen=True, slots=True)
class Verified:
    """A paper that was found by its public code: what anybody may know of it.

    ``facts`` are (label, value) pairs: of what stands on the paper, no value in rupiah, and a
    person only where the paper is hers. ``note`` says what follows where it is no longer valid,
    ``compare`` what to look at, where names are shown.
    """

    title: Text
    is_valid: bool
    state: Text
    facts: tuple[tuple[Text, Text], ...]
    note: Text = ""
    compare: Text = ""


@dataclass(frozen=True, slots=True)
class Verifiable:
    """One kind of paper with a public code; ``find(code)`` gives the paper, None where none is."""

    find: Callable[[str], Verified | None]


@dataclass(slots=True)
class _Registry:
    menu: list[MenuItem] = field(default_factory=list)
    cards: list[CardSource] = field(default_factory=list)
    links: list[SubjectLink] = field(default_factory=list)
    search: list[SearchSource] = field(default_factory=list)
    timeline: list[TimelineSource] = field(default_factory=list)
    dissolution: list[DissolutionPart] = field(default_factory=list)
    verifiable: list[Verifiable] = field(default_factory=list)


_registry = _Registry()


def add_menu(item: MenuItem) -> None:
    _registry.menu.append(item)


def add_cards(source: CardSource) -> None:
    _registry.cards.append(source)


def add_link(link: SubjectLink) -> None:
    _registry.links.append(link)


def add_search(source: SearchSource) -> None:
    _registry.search.append(source)


def add_timeline(source: TimelineSource) -> None:
    _registry.timeline.append(source)


def add_dissolution(part: DissolutionPart) -> None:
    _registry.dissolution.append(part)


def add_verifiable(kind: Verifiable) -> None:
    _registry.verifiable.append(kind)


def menu_for(user: Any) -> list[MenuItem]:
    """The menu entries that this user may open, in order."""
    if not user.is_authenticated:
        return []
    entries = (i for i in _registry.menu if i.act is None or access.may(user, i.act))
    return sorted(entries, key=lambda i: i.order)


def cards_for(user: Any) -> list[Card]:
    """The cards of this user's home page, in order."""
    sources = [s for s in _registry.cards if s.act is None or access.may(user, s.act)]
    cards = [card for source in sources for card in source.build(user)]
    return sorted(cards, key=lambda c: c.order)


def subject_links(subject: str) -> list[SubjectLink]:
    """The ways on from a subject's page, in order; the page asks which acts are the user's."""
    return sorted((i for i in _registry.links if i.subject == subject), key=lambda i: i.order)


def search_sources(user: Any) -> list[SearchSource]:
    """The kinds of things that this user may search, in order."""
    found = [s for s in _registry.search if access.may(user, s.act)]
    return sorted(found, key=lambda s: s.order)


def timeline_sources(subject: str) -> list[TimelineSource]:
    return [s for s in _registry.timeline if s.subject == subject]


def dissolution_parts() -> list[DissolutionPart]:
    """What is to be answered when a group is dissolved, in order."""
    return sorted(_registry.dissolution, key=lambda part: part.order)


def verified(code: str) -> Verified | None:
    """The paper with this public code, whichever app issued it."""
    found = (kind.find(code) for kind in _registry.verifiable)
    return next((paper for paper in found if paper), None)
