"""The accounts of the demonstration. Outside DEMO=1 they are neither made nor let in."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, User
from accounts.roles import Role, Salutation
from institutions.models import Institution
from members.models import Group, OfficeTerm, Person, TransferRequest

_PALAS = "18.01.10."
PASSWORD = "kwt-demo"  # noqa: S105  shown on the sign-in page of the demonstration


@dataclass(frozen=True, slots=True)
class Login:
    """One account of the demonstration: who, and in which place which role."""

    username: str
    name: str
    salutation: str
    role: Role
    does: str | Promise
    place: str = ""  # a group's name for a secretary, else a region code
    institution: str = ""


LOGINS = (
    Login(
        "petugas",
        "Rina Puspita",
        Salutation.IBU,
        Role.OFFICER,
        _("officer, Lampung Selatan"),
        "18.01",
        "Disnakertrans Kabupaten Lampung Selatan",
    ),
    Login(
        "sekretaris",
        "Wiwik Rahayu",
        Salutation.IBU,
        Role.SECRETARY,
        _("secretary, KWT PMI Purna Bumi Daya"),
        "KWT PMI Purna Bumi Daya",
        "Disnakertrans Kabupaten Lampung Selatan",
    ),
    Login(
        "sekretaris2",
        "Ni Kadek Suryani",
        Salutation.IBU,
        Role.SECRETARY,
        _("secretary, KWT Melati"),
        "KWT Melati",
        "Disnakertrans Kabupaten Lampung Selatan",
    ),
    Login(
        "provinsi",
        "Hendra Wirawan",
        Salutation.BAPAK,
        Role.VIEWER,
        _("viewer, Lampung province"),
        "18",
        "Disnaker Provinsi Lampung",
    ),
    Login(
        "admin",
        "Bayu Adinata",
        Salutation.BAPAK,
        Role.ADMINISTRATOR,
        _("administrator"),
        "",
        "Disnakertrans Kabupaten Lampung Selatan",
    ),
)


def verified_at(code: str) -> str:
    """Where the demonstration itself verifies a paper."""
    port = os.environ.get("PORT") or "8000"
    return f"http://127.0.0.1:{port}{reverse('core:verify_detail', args=[code])}"


def make_accounts() -> list[User]:
    """Make the demonstration's accounts with their roles; their groups and offices exist.

    Raises ImproperlyConfigured outside DEMO=1.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo accounts exist only with DEMO=1.")
    offices = {office.name: office for office in Institution.objects.all()}
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(
            username=login.username,
            name=login.name,
            salutation=login.salutation,
            institution=offices[login.institution],
            password=password,
            is_demo=True,
        )
        for login in LOGINS
    )
    Assignment.objects.bulk_create(
        _assignment(user, login) for user, login in zip(users, LOGINS, strict=True)
    )
    return users


def make_requests(users: list[User]) -> None:
    """A transfer request that waits for the office, and one that it has answered."""
    officer, bumi_daya, melati = users[:3]
    now = timezone.now()
    waiting = _request(melati, "KWT Sekar Arum", now - dt.timedelta(days=2))
    waiting.note = "Sudah pindah rumah ke Bali Agung"
    answered = _request(bumi_daya, "KWT Kenanga", now - dt.timedelta(days=9))
    answered.answer, answered.answered_by = TransferRequest.Answer.REFUSED, officer
    answered.answered_at = now - dt.timedelta(days=6)
    answered.answer_reason = (
        "Masih menjadi pengurus di kelompoknya; tunggu sampai masa bakti selesai"
    )
    TransferRequest.objects.bulk_create([waiting, answered])


def _request(secretary: User, keeper: str, asked_at: dt.datetime) -> TransferRequest:
    people = Person.objects.filter(group__name=keeper, group__village__code__startswith=_PALAS)
    return TransferRequest(
        person=people.order_by("sort_key", "pk")[0],
        to_group=secretary.assignments.get().group,
        asked_by=secretary,
        asked_at=asked_at,
    )


def _assignment(user: User, login: Login) -> Assignment:
    if login.role is Role.SECRETARY:
        group = Group.objects.get(name=login.place, village__code__startswith=_PALAS)
        terms = OfficeTerm.objects.held(group.pk, OfficeTerm.Office.SECRETARY)
        term = terms.filter(membership__person__name=login.name).first()
        membership = term.membership if term else None
        return Assignment(user=user, role=login.role, group=group, membership=membership, term=term)
    return Assignment(user=user, role=login.role, region_id=login.place or None)
