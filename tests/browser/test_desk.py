"""The service desk in a browser: a complaint written down on the phone is sealed at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from accounts.roles import Role
from secretariat.models import SealedCase, Service
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.factories import make_user, region
from tests.secretariat.desk_factories import ReferralFactory, ServiceFactory, ServiceNoteFactory


def test_a_complaint_is_sealed_on_the_phone(phone: Page, cast: Cast, sign_in: SignIn) -> None:
    second = make_user("petugas_kedua", Role.OFFICER, region=region("18.01"))
    sign_in(phone, cast.secretary)
    phone.goto("/secretariat/services/add/")
    phone.get_by_label("keluarga pekerja").check()
    phone.get_by_label("Atau namanya, kalau bukan anggota").fill("Painem Rahayu")
    phone.get_by_label("Tentang apa?").select_option(label="Pengaduan")
    phone.get_by_label("Apa yang disampaikannya?").fill("Gaji anak tidak dibayar")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Ini dirahasiakan. Tunjuk paling sedikit dua").first).to_be_visible()
    phone.get_by_label(second.name).check()
    phone.get_by_label("Petugas Uji").check()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("heading", name="Painem Rahayu")).to_be_visible()
    assert SealedCase.objects.count() == 1
    assert not Service.objects.exists()


def test_a_service_is_gone_on_with_at_the_desk(desk: Page, cast: Cast, sign_in: SignIn) -> None:
    service = ServiceFactory(group=cast.group, asker=cast.person, asker_name=cast.person.name)
    ServiceNoteFactory(service=service)
    ReferralFactory(service=service)
    ServiceFactory(group=cast.group, urgency=3, asker_name="Legiyem", country="TW")
    sign_in(desk, cast.officer)
    desk.goto("/secretariat/services/")
    desk.get_by_role("link", name=cast.person.name).click()
    desk.get_by_role("link", name="Tutup").click()
    desk.get_by_label("Apa hasilnya?").fill("KUR cair")
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.get_by_text("KUR cair")).to_be_visible()
