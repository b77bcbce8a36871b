"""The demonstration's service desk: what was asked this year and last, with invented people."""

from __future__ import annotations

import datetime as dt
from random import Random

from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role, Salutation
from institutions.models import Institution
from members.models import Group, Person
from secretariat import services_desk, services_sealed
from secretariat.models import Channel, Referral, Service, ServiceNote, ServiceTopic, Urgency
from secretariat.sealed_content import Content

SEED = 2311
CASE = "KWT PMI Purna Bumi Daya"
MOST_GROUPS, EACH = 4, 9
# What people ask: topic, question, who asks.
ASKED = (
    ("Modal dan KUR", "Bagaimana mengajukan KUR untuk modal cabai rawit?", "herself"),
    ("Perizinan", "Izin PIRT untuk keripik pisang, syaratnya apa saja?", "herself"),
    ("Pemasaran", "Mau jual hasil panen kangkung, ada pembeli tetap?", "herself"),
    ("Dokumen", "Paspor lama hilang, mau mengurus surat keterangan.", "herself"),
    ("Informasi penempatan aman", "Adik saya mau ke Jepang, mana yang resmi?", "family"),
    ("Peluang usaha", "Ada pelatihan membuat pupuk organik?", "other"),
    ("Komunikasi keluarga", "Titip kabar untuk anak di Hong Kong.", "family"),
)
NOTES = (
    "Sudah ditelepon, diminta datang hari Senin dengan KTP dan KK.",
    "Berkas diterima, tinggal surat keterangan usaha dari desa.",
    "Belum bisa dihubungi, dicoba lagi lusa.",
)
RESULTS = ("Permohonan diterima bank, cair bulan depan.", "Dijelaskan syaratnya, sudah paham.")


def write(*, offices: dict[str, Institution], officer: User) -> int:
    """Write services of a few groups and two sealed cases; return how many services."""
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    topics = {topic.name: topic for topic in ServiceTopic.objects.all()}
    services = [
        _service(rng, group, topics, officer, number)
        for group in _groups()
        for number in range(EACH)
    ]
    bp3mi = next(row for row in offices.values() if row.kind == Institution.Kind.BP3MI)
    for service in services[::5]:
        Referral.objects.create(service=service, institution=bp3mi, referred_on=service.opened_on)
    _sealed(topics["Pengaduan"], officer)
    return len(services)


def _groups() -> list[Group]:
    """The real case first, then others of the same regency."""
    case = Group.objects.get(name=CASE)
    near = Group.objects.not_dissolved().filter(village__code__startswith=case.village_id[:5])
    return [case, *near.exclude(pk=case.pk).order_by("pk")[: MOST_GROUPS - 1]]


def _service(
    rng: Random, group: Group, topics: dict[str, ServiceTopic], officer: User, number: int
) -> Service:
    topic, question, asker_is = rng.choice(ASKED)
    members = Person.objects.filter(group=group).order_by("pk")
    asker = members[number] if members.count() > number else None
    opened_on = timezone.localdate() - dt.timedelta(days=4 + 23 * number + rng.randrange(9))
    service = services_desk.receive(
        service=Service(
            group=group,
            region_id=group.village_id,
            opened_on=opened_on,
            channel=rng.choice(Channel.values),
            topic=topics[topic],
            asker_is=asker_is,
            asker=asker,
            asker_name=asker.name if asker else "Tamu dari desa sebelah",
            question=question,
            urgency=rng.choice(Urgency.values),
        ),
        actor=officer,
    )
    _story(rng, service, officer, is_old=number > 2)
    return service


def _story(rng: Random, service: Service, officer: User, *, is_old: bool) -> None:
    """What came before the last weeks is closed."""
    ServiceNote.objects.create(service=service, text=rng.choice(NOTES), author=officer)
    if is_old:
        service.state, service.result = Service.State.CLOSED, rng.choice(RESULTS)
        service.closed_on = service.opened_on + dt.timedelta(days=rng.randrange(1, 4))
        service.save(update_fields=["state", "result", "closed_on"])


def _sealed(topic: ServiceTopic, officer: User) -> None:
    """A complaint that only the officer and a colleague of hers may open."""
    case = Group.objects.get(name=CASE)
    content = Content(
        opened_on=(timezone.localdate() - dt.timedelta(days=6)).isoformat(),
        channel=Channel.WHATSAPP,
        asker_is="family",
        asker_name="Keluarga dari Bumi Daya",
        about_name="Seorang pekerja rumah tangga",
        country="SA",
        question="Gaji empat bulan belum dibayar, telepon diambil majikan.",
        group_name=case.name,
        group_code=case.code,
    )
    services_sealed.seal_new(
        content=content,
        region=case.village_id,
        topic=topic,
        officers=[_colleague(officer)],
        actor=officer,
    )


def _colleague(officer: User) -> User:
    """The office's other officer, who can be named and does not sign in."""
    colleague = User(
        username="petugas2",
        name="Bambang Setiawan",
        salutation=Salutation.BAPAK,
        institution=officer.institution,
        is_demo=True,
    )
    colleague.set_unusable_password()
    colleague.save()
    region = officer.assignments.get().region
    Assignment.objects.create(user=colleague, role=Role.OFFICER, region=region)
    return colleague
