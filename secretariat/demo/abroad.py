"""The demonstration's news from abroad, needs and openings: all of it invented."""

from __future__ import annotations

import datetime as dt
from random import Random

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from members.models import Person, Placement
from secretariat.models import Contact, Need, Opening
from training.models import Topic

SEED = 3107
HEARD_OF = 0.7
DISTRICT = "Disnakertrans Kabupaten Lampung Selatan"
PROVINCE = "Disnaker Provinsi Lampung"

_NEWS = (
    (Contact.Teller.HERSELF, "", Contact.Channel.MESSAGE, "Sehat, kontrak berjalan seperti biasa."),
    (Contact.Teller.RELATIVE, "ibunya", Contact.Channel.MET, "Majikan menawarkan perpanjangan."),
    (Contact.Teller.HERSELF, "", Contact.Channel.CALL, "Ingin ikut pelatihan usaha saat pulang."),
    (Contact.Teller.RELATIVE, "suaminya", Contact.Channel.CALL, ""),
    (Contact.Teller.OTHER, "teman sekampung", Contact.Channel.MESSAGE, "Titip salam, baik-baik."),
)
_NEEDS = (
    (Need.Kind.CAPITAL, "Modal untuk ternak kambing, dua ekor dahulu"),
    (Need.Kind.TRAINING, "Ingin belajar membuat keripik pisang yang tahan lama"),
    (Need.Kind.MARKETING, "Cabai kering menumpuk saat panen raya"),
    (Need.Kind.TOOLS, "Mesin perajang singkong"),
)
# kind | office | days from today (none: draft) | title | text | for whom | ask | topic | commodity
_OPENINGS = """
capital|d|60|Pinjaman modal usaha tanpa agunan|Pinjaman sampai Rp25.000.000 dengan bunga disubsidi, dicicil paling lama 36 bulan. Bawa KTP, KK, dan catatan usaha tiga bulan terakhir.|PMI purna yang sudah berusaha sedikitnya 6 bulan|Ruang pelayanan Disnakertrans, Senin sampai Jumat||
buyer|d|45|Koperasi membeli cabai kering|Koperasi membeli cabai kering 50 kg seminggu, kadar air paling banyak 12 persen. Diambil di tempat kalau di atas 100 kg.|Kelompok yang menanam cabai|Disnakertrans bidang penempatan, jam kerja|Budidaya cabai|cabai
training|p|30|Pelatihan olahan hasil tani, empat hari|Belajar mengolah singkong dan pisang, mengemas, dan menghitung harga jual. Gratis, uang saku dan makan disediakan.|PMI purna dan keluarganya|Disnaker Provinsi, bidang pelatihan|Pengolahan hasil panen|
business|d|90|Kios gratis satu tahun di pasar desa|Lima kios kosong di pasar desa boleh dipakai tanpa sewa selama satu tahun, dengan syarat buka sedikitnya lima hari seminggu.|Anggota KWT yang menjual hasil olahan|Disnakertrans, ruang pelayanan||
capital|d|-20|Hibah alat usaha kecil|Pendaftaran hibah alat usaha kecil untuk usaha rumahan.|PMI purna|Disnakertrans, ruang pelayanan||
business|d||Bazar produk purna PMI|Konsep: bazar sehari di halaman kantor kabupaten.|Kelompok PMI purna|Disnakertrans, ruang pelayanan||
"""  # noqa: E501
PUBLISHED_BEFORE = 40


def write(offices: dict[str, Institution], officer: User) -> None:
    """Of most who are abroad some news, of a few at home a need, and the offices' openings."""
    rng, today = Random(SEED), timezone.localdate()  # noqa: S311  the same every time
    Contact.objects.bulk_create(_contacts(rng, today, officer))
    Need.objects.bulk_create(_needs(rng, today))
    topics = {topic.name: topic for topic in Topic.objects.all()}
    for line in _OPENINGS.strip().splitlines():
        _opening(line.split("|"), offices, officer, topics, today)


def _contacts(rng: Random, today: dt.date, officer: User) -> list[Contact]:
    away = Placement.objects.filter(status=Placement.Status.ABROAD).order_by("id")
    found = []
    for person in away.values_list("person", flat=True):
        if rng.random() < HEARD_OF:
            told_by, source, channel, note = rng.choice(_NEWS)
            day = today - dt.timedelta(days=rng.randint(2, 200))
            found.append(
                Contact(
                    person_id=person,
                    day=day,
                    told_by=told_by,
                    source=source,
                    channel=channel,
                    note=note,
                    recorded_by=officer,
                )
            )
    return found


def _needs(rng: Random, today: dt.date) -> list[Need]:
    people = Person.objects.living().returned().order_by("id").values_list("pk", flat=True)
    found = []
    for person in people[::6]:
        kind, note = rng.choice(_NEEDS)
        day = today - dt.timedelta(days=rng.randint(10, 300))
        found.append(Need(person_id=person, kind=kind, note=note, asked_on=day))
    return found


def _opening(
    parts: list[str],
    offices: dict[str, Institution],
    officer: User,
    topics: dict[str, Topic],
    today: dt.date,
) -> None:
    kind, office, days, title, text, audience, contact, topic, commodity = parts
    opening = Opening(
        kind=kind,
        office=offices[DISTRICT if office == "d" else PROVINCE],
        title=title,
        text=text,
        audience=audience,
        contact=contact,
        topic=topics.get(topic),
        commodity=commodity,
        until=today + dt.timedelta(days=int(days or 60)),
    )
    if days:
        opening.no_job_abroad, opening.published_by = True, officer
        opening.published_on = today - dt.timedelta(days=PUBLISHED_BEFORE)
    opening.save()
