"""Who of the participants a row of a paper list is. Nobody else is looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.text import name_key, words
from training.models import Participant

BRACKETED = re.compile(r"\([^)]*\)")
ADDRESSED = frozenset(
    [*("bu", "ibu", "ny", "nyonya", "nn", "sdri", "hj"), *("pak", "bapak", "bpk", "sdr", "h")]
)
# So many who could be meant are offered at most; a name that fits more is typed in full.
MOST = 5
ALIKE = 0.86


@dataclass(frozen=True, slots=True)
class Found:
    """One who is certainly meant, or those who could be."""

    certain: Participant | None = None
    possible: list[Participant] = field(default_factory=list)


class Names:
    """The participants of one training, by every spelling under which they stand on its list."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self.by_key: dict[str, list[Participant]] = defaultdict(list)
        self.spelt: list[tuple[list[str], Participant]] = []
        for who in people:
            names = {who.name, who.person.name if who.person else ""} - {""}
            for key in {key for name in names for key in keys(name)}:
                self.by_key[key].append(who)
            self.spelt += [(bare_words(name), who) for name in names]

    def find(self, text: str) -> Found:
        for key in keys(text):
            if len(named := self.by_key.get(key, [])) == 1:
                return Found(certain=named[0])
            if named:
                return Found(possible=named[:MOST])
        return Found(possible=self._possible(text))

    def _possible(self, text: str) -> list[Participant]:
        """By initials; else by a part of the name; else by a spelling that is nearly the same."""
        said = bare_words(text)
        for fits in (abbreviates, is_part):
            found = [who for spelt, who in self.spelt if fits(said, spelt) or fits(spelt, said)]
            if found:
                return _once(found)
        near = get_close_matches(name_key(text), self.by_key, n=MOST, cutoff=ALIKE)
        return _once([who for key in near for who in self.by_key[key]])


def keys(name: str) -> list[str]:
    """The name as it stands, without what stands in brackets, without how one is addressed."""
    found = [name_key(name), name_key(BRACKETED.sub(" ", name)), "".join(bare_words(name))]
    return list(dict.fromkeys(key for key in found if key))


def bare_words(name: str) -> list[str]:
    found = words(BRACKETED.sub(" ", name))
    while len(found) > 1 and found[0] in ADDRESSED:
        found = found[1:]
    return found


def abbreviates(short: list[str], full: list[str]) -> bool:
    """ "M. Wahyuni" for "Misinem Wahyuni": word by word the same or its initial, one in full."""
    if len(short) != len(full):
        return False
    pairs = list(zip(short, full, strict=True))
    fit = all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs)
    return fit and any(a == b and len(a) > 1 for a, b in pairs)


def is_part(few: list[str], many: list[str]) -> bool:
    """Some words of the name, in any order."""
    return bool(few) and max(map(len, few)) > 2 and set(few) <= set(many)


def _once(people: list[Participant]) -> list[Participant]:
    return list({who.pk: who for who in people}.values())[:MOST]
