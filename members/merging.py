"""What of members points to a person, and how it comes over when two records are merged."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.merging import (
    MERGED,
    Merge,
    MergePart,
    add_merge,
    contradict,
    repoint,
    take_what_is_missing,
)
from core.registry import Text
from core.text import name_key
from members import services
from members.models import (
    Consent,
    Membership,
    NotSamePerson,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)

_STAY = (
    *("occupation", "occupation_ref", "sector", "scheme", "agency", "employer"),
    *("departed", "returned", "return_reason", "contract_ends"),
)
_MEMBERSHIP, _PLACEMENT = "members.Membership.person", "members.Placement.person"
_RELATIVE, _CONSENT = "members.Relative.person", "members.Consent.person"
_REQUEST = "members.TransferRequest.person"
_NOT_SAME = ("members.NotSamePerson.first", "members.NotSamePerson.second")


def open_memberships(merge: Merge) -> tuple[Membership, Membership] | None:
    """Where both are members now: the membership that stays open, and the one that ends.

    Of one group the earlier one stays; of two groups the one that was chosen.
    """
    both = list(
        Membership.objects.open()
        .filter(person__in=[merge.kept, merge.other])
        .select_related("group")
        .order_by("pk")
    )
    if len(both) < 2:
        return None
    if both[0].group_id == both[1].group_id:
        both.sort(key=lambda row: row.joined or "9999")
    else:
        both.sort(key=lambda row: row.group.code != merge.answers.get("memberships"))
    return both[0], both[1]


def _groups_to_choose(merge: Merge) -> list[tuple[str, Text]]:
    both = open_memberships(merge)
    if both is None or both[0].group_id == both[1].group_id:
        return []
    return [(row.group.code, row.group.name) for row in both]


def _offices(merge: Merge) -> list[str]:
    """In one group somebody holds one office."""
    both = open_memberships(merge)
    if both is None or both[0].group_id != both[1].group_id:
        return []
    terms = list(OfficeTerm.objects.open().filter(membership__in=both))
    if len(terms) < 2:
        return []
    words = {"one": terms[0].get_office_display(), "two": terms[1].get_office_display()}
    return [_("Both hold an office: %(one)s and %(two)s. End one of them first.") % words]


def _move_memberships(merge: Merge) -> None:
    if both := open_memberships(merge):
        stays, ends = both
        if stays.group_id == ends.group_id:
            _fold_membership(stays, ends)
        services.leave_group(
            membership=ends,
            left=services.today(),
            reason=Membership.LeaveReason.MERGED,
            still_served=False,
        )
    repoint(merge, _MEMBERSHIP)


def _fold_membership(stays: Membership, ends: Membership) -> None:
    """She has belonged to the group since the earlier day, and holds the office of either."""
    is_member = Membership.Status.MEMBER in (stays.status, ends.status)
    stays.status = Membership.Status.MEMBER if is_member else stays.status
    stays.joined = stays.joined or ends.joined
    stays.save(update_fields=["status", "joined"])
    OfficeTerm.objects.open().filter(membership=ends).update(membership=stays)


def _are_one_stay(mine: Placement, hers: Placement) -> bool:
    """The same country and departure; of two who are abroad now one may lack it."""
    if (mine.country, mine.status) != (hers.country, hers.status):
        return False
    writers = {row.sensitive_by_id for row in (mine, hers) if row.has_sensitive}
    if len(writers) > 1:  # each may read again what she wrote, and no more
        return False
    is_abroad = mine.status == Placement.Status.ABROAD
    is_same_day = bool(mine.departed) and mine.departed == hers.departed
    return (is_abroad or is_same_day) and not contradict(mine, hers, _STAY)


def _twin_stays(merge: Merge) -> list[tuple[Placement, Placement]]:
    left = list(merge.kept.placements.order_by("pk"))
    twins = []
    for hers in merge.other.placements.order_by("pk"):
        mine = next((row for row in left if _are_one_stay(row, hers)), None)
        if mine is not None:
            left.remove(mine)
            twins.append((mine, hers))
    return twins


def _both_abroad(merge: Merge) -> list[str]:
    abroad = Placement.objects.filter(person__in=[merge.kept, merge.other], status="abroad")
    if abroad.count() < 2 or any(mine.status == "abroad" for mine, _hers in _twin_stays(merge)):
        return []
    return [
        _(
            "Both are recorded as still abroad, and the two stays differ. Correct or close one of"
            " them first."
        )
    ]


def _move_stays(merge: Merge) -> None:
    """A stay that both have becomes one, which knows what either knew."""
    for mine, hers in _twin_stays(merge):
        names = _STAY if mine.has_sensitive else (*_STAY, "sensitive_by")
        take_what_is_missing(mine, hers, names)
        hers.delete()
    repoint(merge, _PLACEMENT)


def _move_relatives(merge: Merge) -> None:
    """Somebody whom both name becomes one, unless her words on contact differ."""
    known = {_who(row): row for row in merge.kept.relatives.filter(ended_on__isnull=True)}
    for hers in merge.other.relatives.filter(ended_on__isnull=True).order_by("pk"):
        mine = known.get(_who(hers))
        if mine and take_what_is_missing(mine, hers, ("phone", "source", "source_date")):
            hers.delete()
    repoint(merge, _RELATIVE)


def _who(row: Relative) -> tuple[str, str, str]:
    return name_key(row.name), row.relation, row.consent


def _move_consents(merge: Merge) -> None:
    """Of each purpose her last word holds, and where both are of one day, the no.

    A no is heeded where it was not said: in the other record.
    """
    words = [Consent.objects.latest_of(person) for person in (merge.kept, merge.other)]
    for purpose in Consent.Purpose.values:
        said = sorted((w[purpose] for w in words if purpose in w), key=_since, reverse=True)
        for earlier in said[1:]:
            if earlier.ended_on is None:
                earlier.withdraw(on=_since(said[0])[0], reason=str(_("records merged")))
        if said and not said[0].stands:
            is_hers = said[0].person_id == merge.kept.pk
            services.heed_no(merge.other if is_hers else merge.kept, purpose)
    repoint(merge, _CONSENT)


def _since(word: Consent) -> tuple[dt.date, bool, int]:
    return word.ended_on or word.taken_on, not word.stands, word.pk


def _move_requests(merge: Merge) -> None:
    """Of two requests of one group that wait, one is answered."""
    asked = TransferRequest.objects.waiting().filter(person=merge.kept).values("to_group")
    waiting = TransferRequest.objects.waiting().filter(person=merge.other, to_group__in=asked)
    waiting.update(
        answer=TransferRequest.Answer.REFUSED,
        answered_by=merge.actor,
        answered_at=timezone.now(),
        answer_reason=str(MERGED),
    )
    repoint(merge, _REQUEST)


def _move_not_same(merge: Merge) -> None:
    """Who is not ``other`` is not ``kept``; that these two differ was a mistake."""
    said = {_third(row, merge.kept) for row in NotSamePerson.objects.of(merge.kept).standing()}
    for row in NotSamePerson.objects.of(merge.other).order_by("pk"):
        third = _third(row, merge.other)
        if third == merge.kept.pk or (row.taken_back_on is None and third in said):
            row.delete()
            continue
        row.first_id, row.second_id = sorted([merge.kept.pk, third])
        row.save(update_fields=["first", "second"])


def _third(row: NotSamePerson, person: Person) -> int:
    return row.second_id if row.first_id == person.pk else row.first_id


add_merge(
    MergePart(
        key="memberships",
        label=gettext_lazy("Memberships"),
        fields=(_MEMBERSHIP,),
        count=lambda person: person.memberships.count(),
        move=_move_memberships,
        problems=_offices,
        choices=_groups_to_choose,
        question=gettext_lazy("Which membership stays open?"),
        order=10,
    ),
    MergePart(
        key="stays",
        label=gettext_lazy("Work abroad"),
        fields=(_PLACEMENT,),
        count=lambda person: person.placements.count(),
        move=_move_stays,
        problems=_both_abroad,
        order=20,
    ),
    MergePart(
        key="relatives",
        label=gettext_lazy("Relatives"),
        fields=(_RELATIVE,),
        count=lambda person: person.relatives.count(),
        move=_move_relatives,
        order=30,
    ),
    MergePart(
        key="consents",
        label=gettext_lazy("Consents"),
        fields=(_CONSENT,),
        count=lambda person: person.consents.count(),
        move=_move_consents,
        # Before the relatives: those of the other record heed a no.
        order=25,
    ),
    MergePart(
        key="requests",
        label=gettext_lazy("Transfer requests"),
        fields=(_REQUEST,),
        count=lambda person: person.transfer_requests.count(),
        move=_move_requests,
        order=50,
    ),
    MergePart(
        key="not_same",
        label=gettext_lazy("Said not to be the same as somebody else"),
        fields=_NOT_SAME,
        count=lambda person: NotSamePerson.objects.of(person).standing().count(),
        move=_move_not_same,
        order=60,
    ),
)
