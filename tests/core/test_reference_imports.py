"""Reference lists from a file: added by who may, shown first, and never twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from aid.models import GoodsKind
from core.models import Import, Receipt, Synonym
from core.receipts.codes import code_of
from institutions.models import Institution
from members.models import Occupation
from tests.cast import Cast
from tests.members.pages import signed_in
from training.models import Topic

CREATE = "/lists/import/"


def send(user: User, which: str, text: str) -> tuple[Client, Any]:
    client = signed_in(user)
    file = SimpleUploadedFile("daftar.csv", text.encode())
    return client, client.post(CREATE, {"list": which, "file": file})


def preview(client: Client) -> str:
    row = Import.objects.latest("pk")
    return client.get(reverse("core:reference_detail", args=[row.code])).content.decode()


def save(client: Client) -> None:
    row = Import.objects.latest("pk")
    answer = client.post(reverse("core:reference_confirm", args=[row.code]))
    assert answer.status_code == 302


def test_a_list_is_previewed_then_saved_and_can_be_taken_back(cast: Cast) -> None:
    assert Topic.objects.filter(name__iexact="budidaya cabai").count() == 1
    client, answer = send(cast.officer, "training.topic", "Bidang\nbudidaya cabai\nMerajut Uji\n")
    assert answer.status_code == 302
    shown = preview(client)
    assert "Merajut Uji" in shown
    assert not Topic.objects.filter(name="Merajut Uji").exists()
    save(client)
    assert Topic.objects.filter(name__iexact="budidaya cabai").count() == 1
    assert Topic.objects.filter(name="Merajut Uji").exists()
    receipt = Receipt.objects.latest("at")
    assert receipt.act == "core.import_reference"
    client.post(reverse("core:receipt_undo", args=[code_of(receipt.pk)]))
    assert not Topic.objects.filter(name="Merajut Uji").exists()


def test_kinds_and_institutions_are_the_administrators(cast: Cast) -> None:
    kinds = "Nama;Satuan;Hari menganggur\nMesin Uji;unit;30\nMesin Salah;unit;3\n"
    assert send(cast.officer, "aid.goodskind", kinds)[1].status_code == 200
    client, _answer = send(cast.admin, "aid.goodskind", kinds)
    assert "“3”" in preview(client)
    save(client)
    assert GoodsKind.objects.get(name="Mesin Uji").idle_days == 30
    assert not GoodsKind.objects.filter(name="Mesin Salah").exists()
    places = "Nama;Jenis;Wilayah;Alamat\nDinas Uji;district_labour;18.01;Jl. Uji 1\nLain;other;?;\n"
    client, _answer = send(cast.admin, "institutions.institution", places)
    save(client)
    office = Institution.objects.get(name="Dinas Uji")
    assert (office.region_id, office.address, len(office.code)) == ("18.01", "Jl. Uji 1", 10)
    client, _answer = send(cast.admin, "institutions.institution", places.replace("Uji 1", "Uji 2"))
    assert "Jl. Uji 1" in preview(client)
    save(client)
    office.refresh_from_db()
    assert office.address == "Jl. Uji 2"


def test_spellings_say_what_they_mean_in_the_words_of_the_form(cast: Cast) -> None:
    text = "Ejaan;Arti\nNo. KTP / Kartu;NIK\nNo KTP Kartu;NIK\nketua muda uji;raja\n"
    client, _answer = send(cast.officer, "core.synonym", text)
    save(client)
    found = Synonym.objects.get(key="no ktp kartu")
    assert (found.kind, found.target) == ("people.column", "nik")
    assert not Synonym.objects.filter(key="ketua muda uji").exists()


@pytest.mark.parametrize("who", ["secretary", "viewer"])
def test_who_may_not_enter_the_admin_site_imports_no_list(cast: Cast, who: str) -> None:
    assert send(getattr(cast, who), "members.occupation", "Nama\nUji\n")[1].status_code == 403
    assert not Occupation.objects.filter(name="Uji").exists()


def test_the_admin_site_leads_to_the_import_of_its_lists(cast: Cast) -> None:
    officer = signed_in(cast.officer)
    page = officer.get(reverse("admin:training_topic_changelist")).content.decode()
    assert f"{CREATE}?list=training.topic" in page
    assert (
        'value="training.topic" selected'
        in officer.get(CREATE, {"list": "training.topic"}).content.decode()
    )
    kinds = officer.get(reverse("admin:aid_goodskind_changelist")).content.decode()
    assert CREATE not in kinds
    assert officer.get(f"{CREATE}template/").status_code == 200
