"""What the public page tells of a certificate: what is on the paper, and whether it holds."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import Person
from tests.training.certified import a_class, issue
from tests.training.factories import OtherCertificateFactory
from tests.training.test_services_certificates import reissue, rename
from training.models import Certificate
from training.services_certificates import revoke_certificate
from training.verification import find

pytestmark = pytest.mark.django_db


def shown(client: Client, paper: Certificate) -> str:
    return client.get(f"/verify/{paper.verify_code}/").content.decode()


def test_what_is_on_the_paper_is_shown(client: Client) -> None:
    [paper] = issue(a_class("Marsinah Lestiani", title="Budidaya Cabai"))
    Person.objects.update(birth_place="Kotabumi")
    page = shown(client, paper)
    for words in (
        "001/SERT/II/2023",
        "Marsinah Lestiani",
        "Budidaya Cabai",
        "16 (enam belas)",
        "24 Februari 2023",
        paper.office.name,
        "Sah",
    ):
        assert words in page, words
    group = paper.participant.person.group
    for secret in (group.name, group.code, paper.code, paper.participant.person.code, "Kotabumi"):
        assert secret not in page, secret


def test_one_that_no_longer_holds_says_so(client: Client) -> None:
    [paper] = issue(a_class("Marsina"))
    rename(paper, "Marsinah")
    anew = reissue(paper)
    page = shown(client, paper)
    assert "Diganti" in page
    assert anew.verify_code not in page
    assert "salah tulis" not in page
    revoke_certificate(certificate=anew, reason="Bukan dia yang hadir")
    page = shown(client, anew)
    assert "Dicabut" in page
    assert "tidak berlaku lagi" in page
    assert "Bukan dia" not in page


def test_another_offices_has_no_public_page() -> None:
    paper = OtherCertificateFactory()
    assert find("") is None
    assert find(paper.code) is None
