"""The history of people and groups in sentences, and who may read which value."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from core import display
from core.history import recording
from core.history_words import Change, HistoryEntry, history_entries
from members import services
from members.models import Person, Placement
from tests.cast import Cast
from tests.factories import (
    AssignmentFactory,
    DecreeFactory,
    GroupClassFactory,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
    make_nik,
    region,
)

CHANGE = "members.change_person"


def told(subject: Any, user: User) -> list[HistoryEntry]:
    """The entries of acts; the rows that the test began with have none.

    All of a test is one transaction, and so one moment: what is told has no order here.
    """
    entries = history_entries(subject, user).entries
    return [entry for entry in entries if not entry.who.startswith("Langsung")]


def latest(subject: Any, user: User) -> HistoryEntry:
    (entry,) = told(subject, user)
    return entry


def change(person: Person, user: User, reason: str = "", **values: Any) -> None:
    with recording(user, CHANGE, reason):
        Person.objects.filter(pk=person.pk).update(**values)


def test_a_change_is_told_by_its_fields_with_old_and_new(cast: Cast) -> None:
    change(cast.person, cast.secretary, birth_date="1988-05", education="sma")
    entry = latest(cast.person, cast.officer)
    assert (entry.who, entry.what) == (
        cast.secretary.name,
        "mengubah tanggal lahir dan pendidikan",
    )
    assert entry.changes == [
        Change("Tanggal lahir", "17 April 1988", "Mei 1988"),
        Change("Pendidikan", "", "SMA/sederajat"),
    ]


def test_the_reason_is_told(cast: Cast) -> None:
    change(cast.person, cast.officer, "Sesuai KTP", name="Marsinah")
    assert latest(cast.person, cast.officer).reason == "Sesuai KTP"


def test_many_fields_are_told_as_the_first_few(cast: Cast) -> None:
    values = {"rt": "001", "rw": "002", "hamlet": "Sidodadi", "nickname": "Mar", "sex": "M"}
    change(cast.person, cast.officer, **values)
    entry = latest(cast.person, cast.officer)
    assert entry.what == "mengubah nama panggilan, jenis kelamin, dusun, RT dan 1 lainnya"
    assert len(entry.changes) == 5


def test_personal_numbers_are_masked(cast: Cast) -> None:
    nik = make_nik(7)
    with recording(cast.officer, CHANGE):
        cast.person.set_nik(nik)
        cast.person.phone = "+6281233452211"
        cast.person.save()
    entry = latest(cast.person, cast.officer)
    assert entry.what == "mengubah NIK dan nomor HP"
    assert entry.changes == [
        Change("NIK", "", "tercatat"),
        Change("Nomor HP", "", "0812-••••-2211"),
    ]
    with recording(cast.secretary, CHANGE):
        cast.person.set_nik(make_nik(8))
        cast.person.save()
    changes = [entry.changes for entry in told(cast.person, cast.officer)]
    assert [Change("NIK", "tercatat", "diganti")] in changes
    for found in history_entries(cast.person, cast.officer).entries:
        assert nik[-4:] not in repr(found)
        assert cast.person.nik_cipher not in repr(found)
        assert str(cast.person.nik_hash) not in repr(found)


def test_contact_data_is_withheld_from_who_may_not_see_it(cast: Cast) -> None:
    change(cast.person, cast.officer, phone="+6281233452211", rt="003", education="sd")
    entry = latest(cast.person, cast.viewer)
    assert entry.changes == [
        Change("RT", "", "dirahasiakan"),
        Change("Nomor HP", "", "dirahasiakan"),
        Change("Pendidikan", "", "SD/sederajat"),
    ]


def test_rights_are_asked_on_this_row(cast: Cast) -> None:
    change(cast.person, cast.officer, rt="003")
    AssignmentFactory(user=cast.viewer, role=Role.OFFICER, region=region("18.02"))
    assert latest(cast.person, cast.viewer).changes == [Change("RT", "", "dirahasiakan")]


def test_sensitive_values_are_told_to_officers_and_to_who_wrote_them(cast: Cast) -> None:
    placement = PlacementFactory(person=cast.person, agency="PT Lama")
    with recording(cast.secretary, CHANGE):
        Placement.objects.filter(pk=placement.pk).update(
            agency="PT Baru", sensitive_by=cast.secretary
        )
    entry = latest(cast.person, cast.secretary)
    assert "riwayat kerja di luar negeri Taiwan 2011–2018" in entry.what
    label = "Taiwan 2011–2018 · perusahaan penempatan (P3MI)"
    assert entry.changes == [Change(label, "dirahasiakan", "PT Baru")]
    assert latest(cast.person, cast.officer).changes == [Change(label, "PT Lama", "PT Baru")]
    other = AssignmentFactory(role=Role.SECRETARY, region=None, group=cast.group).user
    assert latest(cast.person, other).changes == [Change(label, "dirahasiakan", "dirahasiakan")]


def test_a_relatives_number_is_never_told(cast: Cast) -> None:
    relative = RelativeFactory(person=cast.person)
    with recording(cast.secretary, CHANGE):
        relative.phone = "+6281399009999"
        relative.save()
    entry = latest(cast.person, cast.officer)
    assert entry.changes == [Change("Paiman (suami) · nomor HP", "ada", "diganti")]


def test_acts_on_several_rows_are_one_sentence(cast: Cast) -> None:
    other = GroupFactory(name="KWT Melati")
    membership = cast.person.memberships.get()
    with recording(cast.officer, "members.move_person"):
        services.move_person(membership=membership, to_group=other, moved="2026-02")
    entry = latest(cast.person, cast.officer)
    assert entry.what == "memindahkan ke kelompok lain: KWT Kenanga dan KWT Melati"
    told = {(c.label, c.old, c.new) for c in entry.changes}
    assert ("KWT Kenanga · keluar", "", "Februari 2026") in told
    assert ("KWT Kenanga · alasan", "", "pindah ke kelompok lain") in told


def test_a_group_tells_its_papers_members_and_offices(cast: Cast) -> None:
    with recording(cast.officer, "members.change_group"):
        DecreeFactory(group=cast.group, number="140/7")
        GroupClassFactory(group=cast.group, year=2024)
        OfficeTermFactory(membership=cast.person.memberships.get())
        cast.group.phone, cast.group.name = "+6281233452211", "KWT Kenanga Baru"
        cast.group.save()
    entry = latest(cast.group, cast.officer)
    assert entry.what == (
        "mengubah nama dan nomor HP; mencatat SK pengukuhan 140/7; mencatat kelas kemampuan 2024;"
        " mencatat jabatan Marsinah Lestiani (ketua)"
    )
    assert Change("Nomor HP", "", "0812-••••-2211") in entry.changes


def test_many_rows_of_one_act_are_counted(cast: Cast) -> None:
    with recording(cast.secretary, "members.import_people"):
        MemberFactory.create_batch(20, group=cast.group)
    entry = latest(cast.group, cast.officer)
    assert re.fullmatch(r"mengimpor dari daftar: .+, .+, .+, .+ dan 16 lainnya", entry.what)


def test_a_deleted_row_is_told(cast: Cast) -> None:
    with recording(cast.officer, CHANGE):
        PlacementFactory(person=cast.person).delete()
    what = latest(cast.person, cast.officer).what
    assert "menghapus riwayat kerja di luar negeri Taiwan 2011–2018" in what


def test_many_rows_without_a_sentence_are_counted(cast: Cast) -> None:
    with recording(cast.secretary, CHANGE):
        MemberFactory.create_batch(20, group=cast.group)
    assert latest(cast.group, cast.officer).what == "mencatat 20 keanggotaan"


def test_writes_without_a_context_name_the_role(cast: Cast) -> None:
    (entry,) = history_entries(cast.person, cast.officer).entries
    assert re.fullmatch(r"Langsung di basis data \(\w+\)", entry.who)
    assert entry.what == "mencatat anggota/PMI; mencatat keanggotaan KWT Kenanga"


def test_writes_without_a_user_are_the_registers_own(cast: Cast) -> None:
    with recording(None, CHANGE):
        Person.objects.filter(pk=cast.person.pk).update(rt="001")
    assert latest(cast.person, cast.officer).who == "Register"


def test_what_only_the_register_keeps_is_told_as_such(cast: Cast) -> None:
    cast.person.set_nik(make_nik(9))
    cast.person.save()
    with recording(None, "core.rotate_keys"):
        Person.objects.filter(pk=cast.person.pk).update(nik_cipher="other")
    entry = latest(cast.person, cast.officer)
    assert entry.what == "memperbarui data yang dijaga register"
    assert entry.changes == []


def contexts(person: Person, user: User, number: int) -> None:
    for n in range(number):
        change(person, user, rt=f"{n + 1:03}")


def test_history_costs_the_same_for_few_and_many_acts(cast: Cast) -> None:
    def cost() -> int:
        user = User.objects.get(pk=cast.officer.pk)
        with CaptureQueriesContext(connection) as queries:
            assert history_entries(cast.person, user).entries
        return len(queries)

    contexts(cast.person, cast.secretary, 1)
    few = cost()
    contexts(cast.person, cast.officer, 24)
    assert cost() == few <= 9


def test_person_history_page_by_page(cast: Cast, client: Client) -> None:
    contexts(cast.person, cast.secretary, 30)
    client.force_login(cast.officer)
    address = f"{cast.person.get_absolute_url()}history/"
    first, second = (client.get(f"{address}?page={n}").content.decode() for n in (1, 2))
    assert (first + second).count("mengubah RT") == 30
    assert (first + second).count("mencatat anggota/PMI") == 1
    assert "Halaman 2" in second
    for page in ("x", "-1", "0", "99999", "²"):
        assert "Halaman 1" in client.get(address, {"page": page}).content.decode()
    assert "Belum ada perubahan" in client.get(address, {"page": 9}).content.decode()


def test_the_latest_acts_come_by_themselves_and_short(cast: Cast, client: Client) -> None:
    contexts(cast.person, cast.secretary, 8)
    client.force_login(cast.officer)
    address = f"{cast.person.get_absolute_url()}history/"
    page = client.get(cast.person.get_absolute_url()).content.decode()
    assert f'hx-get="{address}?latest=1"' in page
    assert f'<a href="{address}">' in page
    latest = client.get(f"{address}?latest=1").content.decode()
    assert latest.count("<time ") == 5
    assert "<html" not in latest
    client.force_login(cast.other_officer)
    assert client.get(f"{address}?latest=1").status_code == 404


def test_history_pages_are_for_who_may_read_them(cast: Cast, client: Client) -> None:
    for subject in (cast.person, cast.group):
        address = f"{subject.get_absolute_url()}history/"
        for user, status in [
            (cast.officer, 200),
            (cast.secretary, 200),
            (cast.admin, 200),
            (cast.viewer, 403),
            (cast.other_officer, 404),
            (cast.other_secretary, 404),
        ]:
            client.force_login(user)
            assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "baru saja"),
        (-5, "baru saja"),
        (61, "1 menit lalu"),
        (7200, "2 jam lalu"),
        (3 * 86400, "3 hari lalu"),
        (40 * 86400, "15 Oktober 2026"),
    ],
)
def test_ago(seconds: int, words: str) -> None:
    now = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    assert display.ago(now - dt.timedelta(seconds=seconds), now) == words
