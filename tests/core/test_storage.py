import hashlib
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import Http404

from core import storage
from core.models import StoredFile
from tests.pictures import picture

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def body(response) -> bytes:
    with closing(response):
        return b"".join(response.streaming_content)


def test_keep_photo_writes_two_sizes_under_its_content():
    stored = storage.keep_photo(picture())
    with default_storage.open(stored.path(storage.FULL)) as file:
        full = file.read()
    assert stored.sha256 == hashlib.sha256(full).hexdigest()
    assert (stored.kind, stored.content_type, stored.size) == ("photo", "image/jpeg", len(full))
    assert default_storage.exists(stored.path(storage.THUMB))


def test_keep_photo_keeps_one_content_once():
    first, second = storage.keep_photo(picture()), storage.keep_photo(picture())
    assert first == second
    folder = first.path().rpartition("/")[0]
    names = [name for name in default_storage.listdir(folder)[1] if first.sha256 in name]
    assert len(names) == 2
    assert StoredFile.objects.count() == 1


def test_keep_photo_writes_a_lost_file_again():
    stored = storage.keep_photo(picture())
    default_storage.delete(stored.path(storage.THUMB))
    storage.keep_photo(picture())
    assert default_storage.exists(stored.path(storage.THUMB))


def test_keep_photo_that_is_none_leaves_nothing():
    with pytest.raises(ValidationError):
        storage.keep_photo(b"<html><script>alert(1)</script></html>")
    assert not StoredFile.objects.exists()


def test_serve_a_photo_privately(rf):
    stored = storage.keep_photo(picture())
    response = storage.serve(rf.get("/"), stored, storage.THUMB)
    assert body(response).startswith(b"\xff\xd8")
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].startswith("private")
    assert "attachment" not in response.get("Content-Disposition", "")


def test_serve_tells_that_nothing_has_changed(rf):
    stored = storage.keep_photo(picture())
    with closing(storage.serve(rf.get("/"), stored)) as first:
        etag = first["ETag"]
    response = storage.serve(rf.get("/", headers={"If-None-Match": etag}), stored)
    assert (response.status_code, response.content) == (304, b"")
    assert response["Cache-Control"].startswith("private")


def test_serve_a_pdf_as_a_download_only(rf):
    stored = storage.keep_scan(PDF)
    response = storage.serve(rf.get("/"), stored, filename="sk.pdf")
    assert body(response) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="sk.pdf"'


@pytest.mark.parametrize("lack", ["no row", "no such size", "no file"])
def test_serve_what_is_not_there(rf, lack):
    stored = storage.keep_photo(picture(colour="navy"))
    if lack == "no file":
        default_storage.delete(stored.path(storage.FULL))
    size = "huge" if lack == "no such size" else storage.FULL
    with pytest.raises(Http404):
        storage.serve(rf.get("/"), None if lack == "no row" else stored, size)
