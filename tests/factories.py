"""Rows for tests: invented people, with NIKs whose serial no sample file reaches."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.models import Assignment, User
from accounts.roles import Role
from core import crypto
from core.models import ExportLog
from core.text import name_key
from institutions.models import Institution, Programme, Series, SeriesYear
from members.consent_text import CURRENT
from members.models import (
    Consent,
    Decree,
    Group,
    GroupClass,
    Membership,
    NotSamePerson,
    Occupation,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)
from members.models.people import NIK_PURPOSE
from regions.models import Region

PASSWORD = "kata-sandi-uji"
BUMI_DAYA, BALI_AGUNG, KALIREJO = "18.01.10.2013", "18.01.10.2012", "18.02.01.2003"

PLACES = {
    "18": "Lampung",
    "18.01": "Kabupaten Lampung Selatan",
    "18.01.06": "Kalianda",
    "18.01.10": "Palas",
    BALI_AGUNG: "Bali Agung",
    BUMI_DAYA: "Bumi Daya",
    "18.02": "Kabupaten Lampung Tengah",
    "18.02.01": "Kalirejo",
    KALIREJO: "Kalirejo",
}
GIVEN = ("Marsinah", "Kasiyem", "Ponirah", "Sumiyati", "Wagiyem", "Tukinah", "Legiyem", "Samini")
FAMILY = ("Prihatin", "Nurhidayah", "Suwarni", "Lestari", "Wulandari", "Purwanti", "Suryani")


def region(code: str) -> Region:
    """A region with all above it, by its true name."""
    above = region(code.rpartition(".")[0]) if "." in code else None
    name = PLACES[code]
    short = name.removeprefix("Kabupaten ")
    key = name_key(short)
    found, _ = Region.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "level": code.count(".") + 1,
            "path": f"{name}, {above.path.removeprefix('Kabupaten ')}" if above else name,
            "search_key": f"{key} {above.search_key}" if above else key,
        },
    )
    return found


def make_nik(serial: int, birth: str = "110593", *, sex: str = "F", place: str = "180110") -> str:
    """A NIK that reads well: ``birth`` is DDMMYY, ``serial`` 1 to 999."""
    day = int(birth[:2]) + (40 if sex == "F" else 0)
    return f"{place}{day:02d}{birth[2:]}{4000 + serial:04d}"


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = Institution

    name = Sequence(lambda n: f"Dinas Tenaga Kerja {n}")
    kind = Institution.Kind.DISTRICT_LABOUR
    region = LazyAttribute(lambda o: region("18.01"))


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = Sequence(lambda n: f"Bantuan alsintan {n}")
    year = 2023
    funding = Programme.Funding.APBD_PROVINCE


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    institution = SubFactory(InstitutionFactory)
    kind = Series.Kind.HANDOVER
    template = "[seq,3]/BAST/[code]/[roman_month]/[year]"
    code = "DTKT"


class SeriesYearFactory(DjangoModelFactory):
    class Meta:
        model = SeriesYear

    series = SubFactory(SeriesFactory)
    year = 2023
    last = 4


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    name = Sequence(lambda n: f"KWT Cempaka {n}")
    village = LazyAttribute(lambda o: region(BUMI_DAYA))


class DecreeFactory(DjangoModelFactory):
    class Meta:
        model = Decree

    group = SubFactory(GroupFactory)
    number = Sequence(lambda n: f"140/{n:03d}/KPTS/2022")
    date = "2022-02-14"
    issuer = "Kepala Desa Bumi Daya"


class GroupClassFactory(DjangoModelFactory):
    class Meta:
        model = GroupClass

    group = SubFactory(GroupFactory)
    year = Sequence(lambda n: 2000 + n % 90)
    score = 300


class PersonFactory(DjangoModelFactory):
    """Somebody of Bumi Daya without a group. ``nik=…`` puts a NIK on file."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    class Params:
        nik = None

    name = Sequence(lambda n: f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // 8 % len(FAMILY)]}")
    village = LazyAttribute(lambda o: region(BUMI_DAYA))
    nik_hash = LazyAttribute(lambda o: crypto.keyed_hash(o.nik) if o.nik else None)
    nik_cipher = LazyAttribute(lambda o: crypto.encrypt(o.nik, NIK_PURPOSE) if o.nik else "")

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **kwargs: Any) -> Person:
        person = super()._create(model_class, *args, **kwargs)
        # The area and the search keys are the database's.
        person.refresh_from_db()
        return person


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = SubFactory(PersonFactory)
    group = SubFactory(GroupFactory)
    joined = "2022-03-12"


class MemberFactory(PersonFactory):
    """A person with an open membership in ``group``."""

    group = SubFactory(GroupFactory)
    membership = factory.RelatedFactory(
        MembershipFactory, factory_related_name="person", group=factory.SelfAttribute("..group")
    )


class OfficeTermFactory(DjangoModelFactory):
    class Meta:
        model = OfficeTerm

    membership = SubFactory(MembershipFactory)
    group = factory.SelfAttribute("membership.group")
    office = OfficeTerm.Office.CHAIR
    since = "2022-03-12"


class OccupationFactory(DjangoModelFactory):
    class Meta:
        model = Occupation

    name = Sequence(lambda n: f"pekerjaan {n}")


class PlacementFactory(DjangoModelFactory):
    class Meta:
        model = Placement

    person = SubFactory(PersonFactory)
    country = "TW"
    status = Placement.Status.RETURNED
    departed = "2011"
    returned = "2018"


class RelativeFactory(DjangoModelFactory):
    class Meta:
        model = Relative

    person = SubFactory(PersonFactory)
    name = "Paiman"
    relation = Relative.Relation.HUSBAND
    phone = "+6281399004410"


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    person = SubFactory(PersonFactory)
    purpose = Consent.Purpose.PHOTO_PUBLISHED
    is_given = True
    text_version = CURRENT
    taken_on = dt.date(2025, 3, 2)


class UserFactory(DjangoModelFactory):
    """An account with the password ``PASSWORD``; it may do nothing without an assignment."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"akun{n}")
    name = Sequence(lambda n: f"Pemakai {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **{"password": PASSWORD} | kwargs)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    user = SubFactory(UserFactory)
    role = Role.OFFICER
    region = LazyAttribute(
        lambda o: region("18.01") if o.role in (Role.OFFICER, Role.VIEWER) else None
    )


class ExportLogFactory(DjangoModelFactory):
    class Meta:
        model = ExportLog

    user = SubFactory(UserFactory)
    what = "members.people"
    columns = ["Nama", "NIK"]
    rows = 12
    area = BUMI_DAYA


class NotSamePersonFactory(DjangoModelFactory):
    class Meta:
        model = NotSamePerson

    first = SubFactory(MemberFactory)
    second = SubFactory(MemberFactory)
    said_by = SubFactory(UserFactory)


class TransferRequestFactory(DjangoModelFactory):
    class Meta:
        model = TransferRequest

    person = SubFactory(MemberFactory)
    to_group = SubFactory(GroupFactory)
    asked_by = SubFactory(UserFactory)


def make_user(username: str, role: str, **place: Any) -> User:
    """An account with one role: ``group=…`` for a secretary, ``region=…`` for the others."""
    user = UserFactory(username=username, name=username.replace("_", " ").title())
    AssignmentFactory(user=user, role=role, **place)
    return user
