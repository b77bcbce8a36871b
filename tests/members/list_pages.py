"""Sending a list through its pages, for tests."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Import
from tests.core.workbooks import DATA, workbook

UPLOAD = "/people/import/"


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def secretary(client, cast):
    client.force_login(cast.secretary)
    return client


def send(client, group, data, name="daftar.xlsx"):
    if isinstance(data, list):
        data = workbook(data)
    file = SimpleUploadedFile(name, data)
    return client.post(UPLOAD, {"group": group.code, "file": file})


def send_sample(client, group, name="roster_messy.xlsx"):
    answer = send(client, group, (DATA / name).read_bytes(), name)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def page(client, row, **params):
    answer = client.get(reverse("members:import_detail", args=[row.code]), params)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, row, step, **data):
    return client.post(reverse(f"members:import_{step}", args=[row.code]), data, follow=True)


def address(row, step):
    return reverse(f"members:import_{step}", args=[row.code])


def change(row, **fields):
    Import.objects.filter(pk=row.pk).update(**fields)


def state_of(row):
    row.refresh_from_db()
    return row.state
