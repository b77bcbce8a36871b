"""Which people: found by name, place, work abroad, office, and by what is missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, Subquery

from core.access import ScopedQuerySet, is_allowed, scope_q, scopes_of
from core.functions import PartialLast
from core.text import name_key, sort_key
from members.models.consents import Consent
from members.models.memberships import Membership, OfficeTerm
from members.models.placements import Placement

if TYPE_CHECKING:
    from members.models.people import Person  # noqa: F401 - the generic below names it as text

# Below this the trigram index would be read as a whole: such a term is the beginning of a name.
SHORTEST_PART = 3
# Share of common trigrams: "siti aminah" and "st aminah" have 0.57, two sisters mostly below 0.4.
LIKE_ENOUGH = 0.5
MISSING = {
    "nik": Q(nik_hash__isnull=True),
    "birth_date": Q(birth_date__isnull=True),
    "phone": Q(phone="", has_no_phone=False),
    "photo": Q(photo__isnull=True, photo_refused=False),
}
INCOMPLETE = Q(*MISSING.values(), _connector=Q.OR) & Q(deceased_on__isnull=True)


class PersonQuerySet(ScopedQuerySet["Person"]):
    def search(self, text: str, *, phones_of: Q | None = None) -> PersonQuerySet:
        """People whose name, nickname or phone holds the text, however it is spelt.

        The joined phrase is tried before its single words. ``phones_of`` says whose phone may
        answer (by default everybody's): who does not see a number must not find out by it.
        """
        if not text.strip():
            return self
        phones = Q() if phones_of is None else phones_of
        found = self._holding([text], phones)
        words = text.split()
        if len(words) == 1 or found.exists():
            return found
        return self._holding(words, phones)

    def search_as(self, user: Any, text: str) -> PersonQuerySet:
        """``search`` by this user: a phone answers only where she may see it."""
        phones = scope_q(self.model.access, scopes_of(user, "members.view_contact"))
        return self.search(text, phones_of=Q(pk__in=[]) if phones is None else phones)

    def search_to_order(self, user: Any, text: str) -> PersonQuerySet:
        """``search_as`` for a page in the order of names: finds all before it puts them in order.

        PostgreSQL would otherwise walk through the nation's names in order until a page is full,
        past 700,000 of them before the first Siti.
        """
        found = self.search_as(user, text)
        if len(search_term(text)) < SHORTEST_PART:  # a beginning, which the order itself finds
            return found
        hits = ArraySubquery(found.order_by().values("pk"))
        return self.model._default_manager.filter(pk__among=hits)

    def _holding(self, words: list[str], phones: Q) -> PersonQuerySet:
        terms = [term for word in words if (term := search_term(word))]
        if not terms:
            return self.none()
        found = self
        for term in terms:
            found = found.filter(_holds(term, phones, is_alone=len(terms) == 1))
        return found

    def alike(self, name: str, birth_date: str) -> PersonQuerySet:
        """People of a similar name whose birth date can be this one, the most similar first."""
        same_day = Q(birth_date__startswith=birth_date)
        same_day |= Q(birth_date__in=[birth_date[:4], birth_date[:7]])
        rows = self.filter(same_day).alias(likeness=TrigramSimilarity("sort_key", sort_key(name)))
        return rows.filter(likeness__gte=LIKE_ENOUGH).order_by("-likeness", "id")

    def incomplete(self) -> PersonQuerySet:
        """People of whom something is missing that a full record has."""
        return self.filter(INCOMPLETE)

    def with_words(self) -> PersonQuerySet:
        """Each with all that she has answered (``consents.words_brought``), in the same query."""
        return self.annotate(words=Consent.objects.to_bring())

    def missing(self, what: str) -> PersonQuerySet:
        return self.filter(MISSING[what], deceased_on__isnull=True)

    def abroad(self) -> PersonQuerySet:
        return self.filter(_placed(status=Placement.Status.ABROAD))

    def abroad_one_by_one(self) -> PersonQuerySet:
        """``abroad`` for a few of many people: never looks through the stays of the others."""
        stay = Placement.objects.filter(person=OuterRef("pk"), status=Placement.Status.ABROAD)
        one = Subquery(stay.order_by().values("pk")[:1])
        return self.alias(stay=one).filter(stay__isnull=False)

    def returned(self) -> PersonQuerySet:
        return self._last_was(Placement.Status.RETURNED)

    def of_unknown_return(self) -> PersonQuerySet:
        """People of whose last stay nobody knows whether it has ended."""
        return self._last_was(Placement.Status.UNKNOWN)

    def never_abroad(self) -> PersonQuerySet:
        """People of whom no work abroad is recorded."""
        return self.filter(~_placed())

    def been_in(self, country: str) -> PersonQuerySet:
        return self.filter(_placed(country=country))

    def back_since(self, day: dt.date) -> PersonQuerySet:
        """People whose last return can lie on that day or later, as far as its date is known."""
        return self._last_return(Q(last_return__gte=day))

    def back_before(self, day: dt.date) -> PersonQuerySet:
        """People whose last return surely lies before that day."""
        return self._last_return(Q(last_return__lt=day))

    def back_undated(self) -> PersonQuerySet:
        return self._last_return(Q(last_return__isnull=True))

    def holding(self, office: str) -> PersonQuerySet:
        return self.filter(Exists(_open_terms().filter(office=office)))

    def holding_no_office(self) -> PersonQuerySet:
        """Members, prospective ones too, without an office."""
        return self.filter(Exists(_memberships().open()), ~Exists(_open_terms()))

    def with_membership(self, status: str) -> PersonQuerySet:
        return self.filter(Exists(_memberships().open().filter(status=status)))

    def current_members(self) -> PersonQuerySet:
        """Members of a group now, prospective ones too."""
        return self.filter(Exists(_memberships().open()))

    def former_members(self) -> PersonQuerySet:
        return self.filter(Exists(_memberships()), ~Exists(_memberships().open()))

    def never_members(self) -> PersonQuerySet:
        return self.filter(~Exists(_memberships()))

    def living(self) -> PersonQuerySet:
        return self.filter(deceased_on__isnull=True)

    def deceased(self) -> PersonQuerySet:
        return self.filter(deceased_on__isnull=False)

    def for_files(self, user: Any, *, by_name: bool = False) -> PersonQuerySet:
        """Those who may stand in a file of this user: who ``is_abroad`` and not ``is_named``,
        without her name (``by_name`` leaves these out).

        Whoever works abroad is the easiest to harm by a list that goes from hand to hand.
        """
        taken = is_allowed(self.model.access, user, "members.export_abroad")
        named = is_allowed(self.model.access, user, "members.name_abroad")
        people = self.annotate(
            is_abroad=_placed(status=Placement.Status.ABROAD), is_taken=taken, is_named=named
        )
        taken_out = people.exclude(is_abroad=True, is_taken=False)
        return taken_out.exclude(is_abroad=True, is_named=False) if by_name else taken_out

    def _last_was(self, status: str) -> PersonQuerySet:
        # The first condition is what an index answers; the second decides.
        return self.alias(last_status=_last("status")).filter(
            _placed(status=status), last_status=status
        )

    def _last_return(self, condition: Q) -> PersonQuerySet:
        return self.returned().alias(last_return=PartialLast(_last("returned"))).filter(condition)


def _placed(**conditions: Any) -> Exists:
    return Exists(Placement.objects.filter(person=OuterRef("pk"), **conditions))


def _last(field: str) -> Subquery:
    stays = Placement.objects.filter(person=OuterRef("pk")).latest_first()
    return Subquery(stays.values(field)[:1])


def _memberships() -> Any:
    return Membership.objects.filter(person=OuterRef("pk"))


def _open_terms() -> Any:
    return OfficeTerm.objects.open().filter(membership__person=OuterRef("pk"))


def _holds(term: str, phones: Q, *, is_alone: bool) -> Q:
    if len(term) < SHORTEST_PART and is_alone:
        return Q(sort_key__startswith=term)
    holds = Q(search_key__contains=term)
    # Only a term of digits can lie within the phone.
    return holds & phones if term.isdigit() else holds


def search_term(word: str) -> str:
    """A typed word as the search column holds it: a phone begins with its country code."""
    key = name_key(word)
    return f"62{key[1:]}" if key.isdigit() and key.startswith("0") else key
