"""The addresses of certificates: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.contracts.places import Place, photo
from tests.contracts.walker import Address


def a_class(place: Place) -> dict[str, Any]:
    return {"code": place.learning.certificates.training.code}


def paper(place: Place) -> dict[str, Any]:
    return {"code": place.learning.certificates.paper.code}


def unregistered(place: Place) -> dict[str, Any]:
    holder = place.learning.certificates.unregistered
    return {"code": holder.training.code, "participant": holder.code}


def issue(place: Place, user: User) -> dict[str, Any]:
    waiting = place.learning.certificates.waiting
    return {"ticked": [waiting.code], "day": "2023-02-24", "signed_at": "Kalianda"}


def theirs(place: Place, user: User) -> dict[str, Any]:
    return {
        "office": place.learning.office.code,
        "number": "12/LPK/2023",
        "issued_on": "2023-02-24",
        "upload": SimpleUploadedFile("sertifikat.png", photo("purple")),
    }


def signed(place: Place, user: User) -> dict[str, Any]:
    return {"upload": SimpleUploadedFile("bertanda-tangan.png", photo("maroon"))}


def go(place: Place, user: User) -> dict[str, Any]:
    return {"go": "1"}


def reason(place: Place, user: User) -> dict[str, Any]:
    return {"reason": "Judul salah cetak"}


def columns(place: Place, user: User) -> dict[str, Any]:
    return {"columns": ["group"], "file_format": "csv"}


CERTIFICATES: dict[str, Address] = {
    "training:register_list": Address(),
    "training:register_export": Address(data=columns, post=200),
    "training:certificate_list": Address(a_class),
    "training:certificate_issue": Address(a_class, data=issue),
    "training:certificate_papers": Address(a_class, get=405, data=go, post=200),
    "training:certificate_register": Address(unregistered, data=theirs),
    "training:certificate_detail": Address(paper),
    "training:certificate_paper": Address(paper, get=405, data=go, post=200),
    "training:certificate_scan": Address(paper),
    "training:certificate_attach": Address(paper, data=signed),
    "training:certificate_revoke": Address(paper, data=reason),
    "training:certificate_reissue": Address(paper, data=reason),
}
