"""One case of the desk, plain or sealed, under one address: its pages need not ask which it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import Http404, HttpRequest

from institutions.models import Institution
from secretariat import services_desk, services_sealed
from secretariat.models import SealedCase, Service
from secretariat.sealed_content import is_readable, opened

VIEW = "secretariat.view_service"
ADD = "secretariat.add_service"
CHANGE = "secretariat.change_service"
RELATED = (
    *("group", "region", "topic", "asker", "about", "received_by"),
    *("asker__group", "about__group"),
)


class DeskCase(Protocol):
    """What is done with a case. Each raises ValidationError where it may not be done now."""

    @property
    def code(self) -> str: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def region(self) -> str: ...
    def get_absolute_url(self) -> str: ...
    def add_note(self, text: str, *, for_family: bool, actor: Any) -> None: ...
    def refer(self, institution: Institution, *, actor: Any) -> None: ...
    def answer(self, key: str, text: str, *, actor: Any) -> None: ...
    def close(self, result: str, *, actor: Any) -> None: ...
    def reopen(self, reason: str, *, actor: Any) -> None: ...
    def waits_for(self, key: str) -> str: ...


@dataclass(frozen=True, slots=True)
class PlainCase:
    """A service that everybody of its place may read."""

    service: Service
    is_sealed: bool = False

    @property
    def code(self) -> str:
        return self.service.code

    @property
    def is_open(self) -> bool:
        return self.service.is_open

    @property
    def region(self) -> str:
        return self.service.region_id

    def get_absolute_url(self) -> str:
        return self.service.get_absolute_url()

    def add_note(self, text: str, *, for_family: bool, actor: Any) -> None:
        services_desk.add_note(service=self.service, text=text, for_family=for_family, actor=actor)

    def refer(self, institution: Institution, *, actor: Any) -> None:
        services_desk.refer(service=self.service, institution=institution, actor=actor)

    def answer(self, key: str, text: str, *, actor: Any) -> None:
        referral = self.service.referrals.get(code=key)
        services_desk.answer(referral=referral, text=text, actor=actor)

    def close(self, result: str, *, actor: Any) -> None:
        services_desk.close(service=self.service, result=result, actor=actor)

    def reopen(self, reason: str, *, actor: Any) -> None:
        services_desk.reopen(service=self.service, reason=reason, actor=actor)

    def waits_for(self, key: str) -> str:
        """The institution of a referral. Raises Http404."""
        referral = self.service.referrals.select_related("institution").filter(code=key).first()
        if referral is None:
            raise Http404
        return referral.institution.name


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed case, in the hands of one of its readers."""

    case: SealedCase
    is_sealed: bool = True

    @property
    def code(self) -> str:
        return self.case.code

    @property
    def is_open(self) -> bool:
        return self.case.state == SealedCase.State.OPEN

    @property
    def region(self) -> str:
        return self.case.district_id

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()

    def add_note(self, text: str, *, for_family: bool, actor: Any) -> None:
        services_sealed.add_note(case=self.case, text=text, for_family=for_family, actor=actor)

    def refer(self, institution: Institution, *, actor: Any) -> None:
        services_sealed.refer(case=self.case, institution=institution, actor=actor)

    def answer(self, key: str, text: str, *, actor: Any) -> None:
        services_sealed.answer(case=self.case, key=key, text=text, actor=actor)

    def close(self, result: str, *, actor: Any) -> None:
        services_sealed.close(case=self.case, result=result, actor=actor)

    def reopen(self, reason: str, *, actor: Any) -> None:
        services_sealed.reopen(case=self.case, reason=reason, actor=actor)

    def waits_for(self, key: str) -> str:
        """The institution of a referral. Raises Http404."""
        rows = opened(self.case).referrals
        found = next((row for row in rows if row["key"] == key), None)
        if found is None:
            raise Http404
        return str(found["institution"])


def find_case(request: HttpRequest, code: str, act: str) -> PlainCase | Sealed:
    """The case that the user may open: a service of her place, or a sealed one that names her."""
    services = Service.objects.allowed(request.user, act).select_related(*RELATED)
    if service := services.filter(code=code).first():
        return PlainCase(service)
    sealed = SealedCase.objects.read_by(request.user).select_related("topic")
    case = sealed.filter(code=code).first()
    if case is None or not is_readable(case):
        raise Http404
    return Sealed(case)


def find_service(request: HttpRequest, code: str, act: str) -> Service:
    """A service that is not sealed, where the user may do the act on it; 404 otherwise."""
    services = Service.objects.allowed(request.user, act).select_related(*RELATED)
    service = services.filter(code=code).first()
    if service is None:
        raise Http404
    return service
