"""Ubah sekaligus: chosen rows, what is shown before, what is written, what is left alone."""

from __future__ import annotations

import datetime as dt
import re

import time_machine
from django.urls import reverse

from core.bulk_edit.models import BulkEdit
from members.bulk import GROUPS, PEOPLE
from members.models import Group, Person
from tests.bulk import (
    HAMLET,
    all_of,
    change,
    confirm,
    hamlets,
    page,
    people,
    propose,
    proposed,
    setting,
    ticked,
)
from tests.cast import Cast
from tests.factories import (
    KALIREJO,
    AssignmentFactory,
    GroupFactory,
    MemberFactory,
    PersonFactory,
    make_user,
    region,
)
from tests.members.pages import signed_in

DISSOLVED = {"state": "dissolved", "state_reason": "Semua pindah.", "state_since": "2024"}


def test_ticked_rows_change_and_no_other(cast: Cast) -> None:
    chosen, other = people(cast, 3), people(cast, 1)
    edit = change(cast.officer, PEOPLE, ticked(chosen) | HAMLET)
    assert edit.state == BulkEdit.State.DONE
    assert edit.counts["done"] == 3
    assert (hamlets(chosen), hamlets(other)) == ({"Sukamaju"}, {"Sukasari"})


def test_it_is_one_act_with_an_event_for_each_row(cast: Cast) -> None:
    chosen = people(cast, 25)
    data = ticked(chosen) | HAMLET | setting(rt="5", education="sd")
    edit = change(cast.officer, PEOPLE, data, "Pemekaran dusun")
    events = Person.pgh_event_model.objects.filter(pgh_context=edit.act_id)
    assert events.count() == 25
    context = events.first().pgh_context
    assert context.metadata["act"] == "members.bulk_edit"
    assert context.metadata["reason"] == "Pemekaran dusun"
    assert context.metadata["user"] == cast.officer.pk


def test_all_that_match_are_counted_by_the_server(cast: Cast) -> None:
    here = people(cast, 3)
    there = [MemberFactory(group=cast.other_group, village=region(KALIREJO), hamlet="Sukasari")]
    client = signed_in(cast.officer)
    listed = client.get(reverse("members:person_list"), {"group": cast.group.code})
    token = re.search(r'name="all" value="([^"]+)"', listed.content.decode())
    assert token
    here += people(cast, 1)  # recorded after the list was drawn
    edit = proposed(client, PEOPLE, {"all": token[1]} | HAMLET)
    assert edit.counts["accepted"] == 5  # the cast's own person too
    confirm(client, PEOPLE, edit)
    assert (hamlets(here), hamlets(there)) == ({"Sukamaju"}, {"Sukasari"})


def test_what_follows_the_preview_is_not_touched(cast: Cast) -> None:
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, all_of(PEOPLE, cast.officer) | HAMLET)
    late = people(cast, 1)
    confirm(client, PEOPLE, edit)
    assert hamlets(late) == {"Sukasari"}


def test_who_may_not_is_refused(cast: Cast) -> None:
    chosen = people(cast, 2)
    for user in (cast.secretary, cast.viewer):
        client = signed_in(user)
        assert propose(client, PEOPLE, ticked(chosen) | HAMLET).status_code == 403
        assert 'name="row"' not in client.get(reverse("members:person_list")).content.decode()
    assert hamlets(chosen) == {"Sukasari"}
    for user in (cast.officer, cast.admin):
        assert 'name="row"' in signed_in(user).get("/people/").content.decode()
    assert change(cast.admin, PEOPLE, ticked(chosen) | HAMLET).counts["done"] == 2


def test_rows_of_others_and_made_up_codes_are_refused_as_a_whole(cast: Cast) -> None:
    chosen = people(cast, 2)
    client = signed_in(cast.officer)
    codes = [row.code for row in chosen]
    for forged in (cast.other_person.code, "aaaaaaaaaa", "x y", "' or 1=1"):
        answer = propose(client, PEOPLE, {"row": [*codes, forged]} | HAMLET)
        assert "tidak dapat" in refusal(answer)
    assert "Belum ada baris" in refusal(propose(client, PEOPLE, HAMLET))
    assert not BulkEdit.objects.exists()
    assert hamlets(chosen) == {"Sukasari"}


def refusal(answer: object) -> str:
    assert answer.status_code == 200  # type: ignore[attr-defined]
    return str(answer.context["refusal"])  # type: ignore[attr-defined]


def test_a_stale_or_foreign_token_is_refused(cast: Cast) -> None:
    people(cast, 1)
    client = signed_in(cast.officer)
    mine = all_of(PEOPLE, cast.officer)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=5), tick=False):
        fresh = signed_in(cast.officer)
        assert "terlalu lama" in refusal(propose(fresh, PEOPLE, mine | HAMLET))
    for token in (
        all_of(PEOPLE, cast.admin),
        all_of(GROUPS, cast.officer),
        {"all": mine["all"] + "x"},
        {"all": "x" * 3000},
    ):
        assert "terlalu lama" in refusal(propose(client, PEOPLE, token | HAMLET))
    assert not BulkEdit.objects.exists()


def test_a_filter_that_means_nothing_any_more_is_refused(cast: Cast) -> None:
    client = signed_in(cast.officer)
    for query in (f"group={cast.other_group.code}", "missing=surat"):
        token = all_of(PEOPLE, cast.officer, query)
        assert "filter" in refusal(propose(client, PEOPLE, token | HAMLET)).lower()
    token = all_of(PEOPLE, cast.officer, "q=tidakadasama")
    assert "Tidak ada lagi" in refusal(propose(client, PEOPLE, token | HAMLET))


def test_nothing_to_change_and_half_an_answer_are_said_at_the_field(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), ticked(people(cast, 1))
    form = propose(client, PEOPLE, chosen | {"hamlet": "Sukamaju"}).context["form"]
    assert "__all__" in form.errors
    form = propose(client, PEOPLE, chosen | {"hamlet-how": "set"}).context["form"]
    assert set(form.errors) == {"hamlet"}
    answer = propose(client, PEOPLE, chosen | setting(rt="1234") | setting(hamlet="Sukamaju"))
    assert set(answer.context["form"].errors) == {"rt"}
    assert 'value="Sukamaju"' in answer.content.decode()
    answer = propose(client, PEOPLE, chosen | setting(group=cast.other_group.code))
    assert set(answer.context["form"].errors) == {"group", "group-moved"}
    assert not BulkEdit.objects.exists()


def test_what_is_left_alone_is_not_read(cast: Cast) -> None:
    """A value that was typed before one thought better of it does no harm."""
    chosen = people(cast, 1)
    data = ticked(chosen) | HAMLET | {"rt": "12345", "education-how": "leave", "education": "s1"}
    assert change(cast.officer, PEOPLE, data).counts["done"] == 1
    row = Person.objects.get(pk=chosen[0].pk)
    assert (row.hamlet, row.rt, row.education) == ("Sukamaju", "", "")


def test_rows_that_are_so_already_are_not_written(cast: Cast) -> None:
    chosen = people(cast, 2)
    Person.objects.filter(pk=chosen[0].pk).update(hamlet="Sukamaju")
    before = Person.objects.get(pk=chosen[0].pk).version
    edit = change(cast.officer, PEOPLE, ticked(chosen) | HAMLET)
    assert (edit.counts["same"], edit.counts["done"]) == (1, 1)
    assert Person.objects.get(pk=chosen[0].pk).version == before


def test_the_preview_shows_samples_and_why_rows_stay(cast: Cast) -> None:
    village = region("18.01.10.2012")
    GroupFactory(name="KWT Melati", village=village)
    same_name = GroupFactory(name="KWT Melati", village=cast.group.village)
    dissolved = GroupFactory(**DISSOLVED)
    client = signed_in(cast.officer)
    data = ticked([same_name, dissolved, cast.group]) | setting(state="inactive")
    edit = proposed(client, GROUPS, data)
    words = page(client, GROUPS, edit)
    assert "aktif → tidak aktif" in words
    assert dissolved.name in words
    assert (edit.counts["accepted"], edit.counts["refused"]) == (2, 1)
    assert not Group.objects.filter(state="inactive").exists()


def test_what_the_database_refuses_is_found_among_the_others(cast: Cast) -> None:
    """999 of 1,000 do not change silently: the one is named, before and after."""
    chosen = people(cast, 9)
    alone = PersonFactory(village=region("18.01.10.2012"))  # without a group the village must stay
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, ticked([*chosen, alone]) | {"village-how": "clear"})
    assert (edit.counts["accepted"], edit.counts["refused"]) == (9, 1)
    assert alone.name in page(client, PEOPLE, edit)
    confirm(client, PEOPLE, edit)
    assert Person.objects.filter(pk__in=[p.pk for p in chosen], village=None).count() == 9
    alone.refresh_from_db()
    assert alone.village_id


def test_a_place_outside_ones_area_is_refused(cast: Cast) -> None:
    alone = PersonFactory(village=region("18.01.10.2012"))
    member = people(cast, 1)[0]
    place = region(KALIREJO)
    data = setting(village=place.path) | {"village_code": place.code}
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, ticked([alone, member]) | data)
    assert (edit.counts["accepted"], edit.counts["refused"]) == (1, 1)
    confirm(client, PEOPLE, edit)
    alone.refresh_from_db()
    assert alone.village_id == "18.01.10.2012"


def test_rows_changed_or_gone_after_the_preview_are_left_alone_and_named(cast: Cast) -> None:
    chosen = people(cast, 3)
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    Person.objects.filter(pk=chosen[0].pk).update(nickname="Sum")
    Person.objects.filter(pk=chosen[1].pk).update(group=None, village=region(KALIREJO))
    confirm(client, PEOPLE, edit)
    assert (edit.counts["done"], edit.counts["left"]) == (1, 2)
    words = page(client, PEOPLE, edit)
    assert chosen[0].name in words
    rows = {row.pk: row.hamlet for row in Person.objects.filter(pk__in=[p.pk for p in chosen])}
    assert list(rows.values()).count("Sukamaju") == 1


def test_above_twenty_rows_a_reason_is_asked(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 21)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    answer = client.post(PEOPLE.address("confirm", edit.code), {"reason": " "})
    assert answer.status_code == 200
    assert "reason" in answer.context["form"].errors
    assert hamlets(chosen) == {"Sukasari"}
    assert confirm(client, PEOPLE, edit, "Pemekaran").counts["done"] == 21


def test_confirmed_twice_it_acts_once(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 2)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    confirm(client, PEOPLE, edit)
    versions = list(Person.objects.order_by("pk").values_list("version", flat=True))
    confirm(client, PEOPLE, edit)
    assert list(Person.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_a_form_sent_twice_proposes_once(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 2)
    html = client.get(PEOPLE.create_url(row.code for row in chosen)).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', html)
    assert key
    data = ticked(chosen) | HAMLET | {"form_key": key[1]}
    first, second = propose(client, PEOPLE, data), propose(client, PEOPLE, data)
    assert first["Location"] == second["Location"]
    assert BulkEdit.objects.count() == 1


def test_who_lost_the_act_on_some_rows_leaves_them_alone(cast: Cast) -> None:
    """Officer here, administrator nowhere: a field's own act is asked on each row."""
    user = make_user("rangkap", "officer", region=region("18.01"))
    AssignmentFactory(user=user, role="viewer", region=region("18.02"))
    client = signed_in(user)
    edit = proposed(client, PEOPLE, all_of(PEOPLE, user) | HAMLET)
    confirm(client, PEOPLE, edit)
    assert hamlets([cast.other_person]) == {""}
    assert hamlets([cast.person]) == {"Sukamaju"}
