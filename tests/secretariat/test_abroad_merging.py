"""secretariat.abroad_merging: what both records say she needs, she needs once."""

from __future__ import annotations

from secretariat.models import Need
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.members.merging import merged
from tests.secretariat.abroad_factories import ContactFactory, NeedFactory


def test_a_need_of_both_is_hers_once_and_nothing_is_lost(cast: Cast) -> None:
    kept, other = cast.person, MemberFactory(group=cast.group)
    mine = NeedFactory(person=kept, kind=Need.Kind.CAPITAL)
    twin = NeedFactory(person=other, kind=Need.Kind.CAPITAL, note="Dua kambing")
    own = NeedFactory(person=other, kind=Need.Kind.TOOLS)
    told = ContactFactory(person=other)
    merged(kept, other)
    assert set(Need.objects.current().filter(person=kept)) == {mine, own}
    mine.refresh_from_db()
    twin.refresh_from_db()
    assert mine.note == "Dua kambing"
    assert (twin.person, bool(twin.end_reason)) == (kept, True)
    assert list(kept.contacts.all()) == [told]
