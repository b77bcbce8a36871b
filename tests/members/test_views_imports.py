"""The way of a list through its pages: upload, preview, corrections, confirmation."""

import datetime as dt
import io

import openpyxl
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment
from core.imports import parked
from core.models import Import
from core.receipts.codes import code_of
from members.models import Person, TransferRequest
from tests.factories import GroupFactory, MemberFactory
from tests.members.list_pages import UPLOAD, officer, page, post, secretary, send, send_sample

__all__ = ["officer", "secretary"]
TIDY = "roster_tidy.xlsx"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_import_create_asks_for_the_group_and_the_file(officer, cast):
    html = officer.get(UPLOAD, {"group": cast.group.code}).content.decode()
    assert f'value="{cast.group.code}" selected' in html
    assert 'type="file"' in html
    answer = officer.post(UPLOAD, {})
    assert answer.status_code == 200
    assert "Pilih berkas." in answer.content.decode()


def test_a_secretary_need_not_choose_her_own_group(secretary, cast):
    html = secretary.get(UPLOAD).content.decode()
    assert f'value="{cast.group.code}" selected' in html
    assert cast.other_group.name not in html


def test_the_list_is_previewed_then_saved_then_shown(officer, cast):
    row = send_sample(officer, cast.group)
    assert Person.objects.filter(group=cast.group).count() == 1
    html = page(officer, row)
    for words in ("Ni Wayan Mulyani", "Wakanda", "baris 5", "Simpan 9 baris", "ditolak"):
        assert words in html
    assert "1801104608680002" not in html
    answer = post(officer, row, "confirm")
    html = answer.content.decode()
    assert "9 orang ditambahkan" in html
    assert "6 baris ditolak" in html
    assert Person.objects.filter(group=cast.group).count() == 10
    row.refresh_from_db()
    assert (row.state, row.payload) == ("confirmed", None)


def test_a_second_click_on_save_saves_nothing_more(officer, cast):
    row = send_sample(officer, cast.group)
    post(officer, row, "confirm")
    answer = post(officer, row, "confirm")
    assert "9 orang ditambahkan" in answer.content.decode()
    assert Person.objects.filter(group=cast.group).count() == 10


def test_refused_rows_stay_to_be_corrected_after_the_others_are_saved(officer, cast):
    row = send_sample(officer, cast.group)
    post(officer, row, "confirm")
    rest = Import.objects.exclude(pk=row.pk).get()
    assert reverse("members:import_detail", args=[rest.code]) in page(officer, row)
    assert "Wakanda" in page(officer, rest)
    post(officer, rest, "correct", **{"cell-0-18-7": "Taiwan"})
    post(officer, rest, "confirm")
    assert Person.objects.get(name="Ni Made Astuti").placements.get().country == "TW"


def test_refused_cells_are_corrected_in_the_preview(officer, cast):
    row = send_sample(officer, cast.group)
    html = page(officer, row, show="refused")
    assert 'name="cell-0-18-7"' in html
    assert 'value="Wakanda"' in html
    answer = post(officer, row, "correct", **{"cell-0-18-7": "Taiwan", "cell-0-14-4": "2/1985"})
    assert "2 baris sekarang diterima." in answer.content.decode()
    answer = post(officer, row, "correct", **{"cell-0-16-9": "2010"})
    assert "Belum ada baris lain" in answer.content.decode()


def test_a_nik_that_came_as_a_number_does_not_become_one_by_being_shown(officer, cast):
    row = send_sample(officer, cast.group)
    shown = 'value="1801105611690000"'
    assert shown in page(officer, row, show="refused")
    post(officer, row, "correct", **{"cell-0-11-2": "1801105611690000"})
    assert shown in page(officer, row, show="refused")
    post(officer, row, "correct", **{"cell-0-11-2": "1801105611690007"})
    assert shown not in page(officer, row, show="refused")


def test_rows_are_filtered_and_paged(officer, cast):
    rows = [["Nama", "NIK"], *([f"Orang {n}", "x" if n % 2 else None] for n in range(1, 131))]
    send(officer, cast.group, rows)
    row = Import.objects.get()
    first, third = page(officer, row), page(officer, row, page="3")
    assert ("Orang 1<" in first, "Orang 51<" in first, "1–50" in first) == (True, False, True)
    assert ("Orang 101<" in third, "101–130" in third, "show" in third) == (True, True, True)
    refused = page(officer, row, show="refused", page="2")
    assert "51–65" in refused
    assert "Orang 2<" not in refused
    assert "1–50" in page(officer, row, page="abc", show="nonsense")
    assert "101–130" in page(officer, row, page="99999")


def test_the_same_file_again_says_that_nothing_changes(officer, cast):
    post(officer, send_sample(officer, cast.group, "roster_tidy.xlsx"), "confirm")
    html = page(officer, send_sample(officer, cast.group, "roster_tidy.xlsx"))
    assert "Tidak ada yang berubah" in html
    assert "sudah pernah diimpor" in html
    assert "oleh Anda sendiri" in html
    assert "Simpan" not in html


def test_the_same_file_of_somebody_else_says_when_and_by_whose_role(cast):
    by_officer, by_secretary, elsewhere = (
        client_of(user) for user in (cast.officer, cast.secretary, cast.other_officer)
    )
    first = send_sample(by_officer, cast.group, TIDY)
    said = "sudah pernah diimpor"
    assert said not in page(by_secretary, send_sample(by_secretary, cast.group, TIDY))
    post(by_officer, first, "confirm")
    html = page(by_secretary, send_sample(by_secretary, cast.group, TIDY))
    assert said in html
    assert f"oleh {cast.officer.role_label}" in html
    assert cast.officer.role_label.startswith("petugas")
    first.refresh_from_db()
    assert reverse("core:receipt_detail", args=[code_of(first.act_id)]) in html
    assert said not in page(elsewhere, send_sample(elsewhere, cast.other_group, TIDY))


def test_the_same_file_after_it_was_taken_back_says_so(officer, cast):
    first = send_sample(officer, cast.group, TIDY)
    post(officer, first, "confirm")
    first.refresh_from_db()
    officer.post(reverse("core:receipt_undo", args=[code_of(first.act_id)]))
    html = page(officer, send_sample(officer, cast.group, TIDY))
    assert "lalu dikembalikan" in html


def test_refused_rows_are_downloaded_as_a_file_to_send_again(officer, cast):
    row = send_sample(officer, cast.group)
    answer = officer.get(reverse("members:import_refused", args=[row.code]))
    data = answer.content
    assert "roster_messy - perlu diperbaiki.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [cell.value for cell in book["B"]][2:] == [
        "Mujiati Hasanah",
        "Tuti Setiawati",
        "Sri Kurniasih",
        "Yuliana Setiawati",
        "Mujiati Fatimah",
        "Ni Made Astuti",
    ]
    send(officer, cast.group, data)
    assert Import.objects.latest("pk").counts["refused"] == 5


def test_a_dropped_list_is_gone(officer, cast):
    row = send_sample(officer, cast.group)
    assert "Daftar dibatalkan" in post(officer, row, "cancel").content.decode()
    row.refresh_from_db()
    assert (row.state, row.payload) == ("cancelled", None)
    assert "tidak ada yang disimpan" in page(officer, row)
    post(officer, row, "confirm")
    assert Person.objects.filter(group=cast.group).count() == 1


def test_a_register_that_changed_meanwhile_is_looked_at_again(officer, cast):
    row = send_sample(officer, cast.group, "roster_tidy.xlsx")
    MemberFactory(group=cast.group, name="Sri Lestari", birth_date="1968-08-04")
    html = post(officer, row, "confirm").content.decode()
    assert "Data telah berubah" in html
    assert "Simpan 20 baris" in html
    assert Person.objects.filter(group=cast.group).count() == 2
    post(officer, row, "confirm")
    assert Person.objects.filter(group=cast.group).count() == 21


def test_a_copy_is_encrypted_its_owners_alone_and_kept_for_seven_days(client, cast):
    client.force_login(cast.officer)
    old = send_sample(client, cast.group)
    Import.objects.filter(pk=old.pk).update(created_at=timezone.now() - parked.KEPT_FOR)
    row = send_sample(client, cast.group)
    old.refresh_from_db()
    assert (old.state, old.payload) == ("cancelled", None)
    assert b"Mulyani" not in bytes(row.payload)
    client.force_login(cast.admin)
    for step in ("detail", "refused"):
        address = reverse(f"members:import_{step}", args=[row.code])
        assert client.get(address).status_code == 404
    for step in ("confirm", "correct", "cancel"):
        assert post(client, row, step).status_code == 404


def test_a_lost_key_is_told_as_a_dropped_list(officer, cast):
    row = send_sample(officer, cast.group)
    Import.objects.filter(pk=row.pk).update(payload=b"\x01broken")
    assert "tidak ada yang disimpan" in page(officer, row)
    assert post(officer, row, "confirm").status_code == 200
    assert officer.get(reverse("members:import_refused", args=[row.code])).status_code == 404


def test_a_posted_group_of_another_office_is_refused(officer, secretary, cast):
    neighbour = GroupFactory(name="KWT Sebelah")
    for client, group in ((officer, cast.other_group), (secretary, neighbour)):
        answer = send(client, group, [["Nama"], ["Kasiyem"]])
        assert answer.status_code == 200
        assert "Pilih dari daftar" in answer.content.decode() or answer.context["form"].errors
    assert not Import.objects.exists()


def test_an_expired_assignment_ends_the_way(officer, cast):
    row = send_sample(officer, cast.group)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Assignment.objects.filter(user=cast.officer).update(expires_on=yesterday)
    assert post(officer, row, "confirm").status_code == 403
    assert Person.objects.filter(group=cast.group).count() == 1


def test_a_viewer_may_not_import(client, cast):
    client.force_login(cast.viewer)
    assert client.get(UPLOAD).status_code == 403
    assert send(client, cast.group, [["Nama"], ["Kasiyem"]]).status_code == 403


def test_the_secretary_asks_for_who_is_registered_elsewhere(secretary, cast):
    cast.other_person.set_nik("1802014101709001")
    cast.other_person.save()
    send(secretary, cast.group, [["Nama", "NIK"], ["Kasiyem", "1802014101709001"]])
    html = page(secretary, Import.objects.get())
    assert "Minta pindah" in html
    assert cast.other_person.name not in html
    token = html.split('name="token" value="')[1].split('"')[0]
    secretary.post(reverse("members:transfer_create"), {"token": token, "group": cast.group.code})
    request = TransferRequest.objects.get()
    assert (request.person, request.to_group) == (cast.other_person, cast.group)


def test_the_preview_costs_the_same_queries_for_many_rows(officer, cast):
    def queries(rows):
        send(officer, cast.group, [["Nama", "NIK"], *([f"Orang {n}", "x"] for n in range(rows))])
        address = reverse("members:import_detail", args=[Import.objects.latest("pk").code])
        with CaptureQueriesContext(connection) as captured:
            officer.get(address)
        return len(captured)

    assert queries(2) == queries(200)
