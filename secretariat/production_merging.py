"""What of harvests and livelihood cards comes over when two records of a person are merged."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.merging import MERGED, Merge, MergePart, add_merge, repoint, repointing
from secretariat.models import Livelihood

_CARD = "secretariat.Livelihood.person"

Pair = tuple[Livelihood, Livelihood]


def _same_year(merge: Merge) -> list[Pair]:
    """The cards of a year that both have: of the one who stays first."""
    mine = {card.taken_on.year: card for card in merge.kept.livelihoods.standing()}
    hers = merge.other.livelihoods.standing().order_by("taken_on")
    return [(mine[card.taken_on.year], card) for card in hers if card.taken_on.year in mine]


def _problems(merge: Merge) -> list[str]:
    words = _("Both have a livelihood card of %(year)s, and the answers differ. Cancel one first.")
    return [
        words % {"year": mine.taken_on.year}
        for mine, hers in _same_year(merge)
        if any(getattr(mine, name) != getattr(hers, name) for name in Livelihood.ASKED)
    ]


def _move(merge: Merge) -> None:
    """Of two cards of a year one counts; the earliest of all that count is the first card."""
    for _mine, hers in _same_year(merge):
        hers.cancel(reason=str(MERGED))
    both = [*merge.kept.livelihoods.standing(), *merge.other.livelihoods.standing()]
    both.sort(key=lambda card: card.taken_on)
    for card in both[1:]:
        _restage(card, Livelihood.Stage.YEARLY)
    repoint(merge, _CARD)
    for card in both[:1]:
        _restage(card, Livelihood.Stage.BASELINE)


def _restage(card: Livelihood, stage: Livelihood.Stage) -> None:
    if card.stage != stage:
        card.stage = stage
        card.save(update_fields=["stage"])


add_merge(
    repointing("harvests", gettext_lazy("Harvests"), "secretariat.Harvest.person", order=340),
    MergePart(
        key="livelihoods",
        label=gettext_lazy("Livelihood cards"),
        fields=(_CARD,),
        count=lambda person: person.livelihoods.count(),
        move=_move,
        problems=_problems,
        order=350,
    ),
)
