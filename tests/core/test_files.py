from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

from core.files import PDF, read_scan, read_upload
from core.images import MAX_BYTES

PAPER = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture():
    target = BytesIO()
    Image.new("RGB", (200, 100), "white").save(target, "PNG")
    return target.getvalue()


def test_a_pdf_stays_as_it_is():
    scan = read_scan(PAPER)
    assert (scan.data, scan.content_type) == (PAPER, PDF)


def test_a_picture_is_written_anew():
    scan = read_scan(picture())
    assert scan.content_type == "image/jpeg"
    assert scan.data != picture()


NO_SCAN = "Berkas ini bukan pindaian. Pilih PDF, atau gambar JPEG, PNG, atau WebP."
CUT = "PDF ini tidak lengkap. Pindai ulang, atau pilih berkas lain."
BYTES = "Berkas ini lebih dari 10 MB. Pilih berkas yang lebih kecil."
BROKEN = "Gambar ini rusak atau tidak lengkap. Pilih gambar lain, atau foto ulang."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html>", NO_SCAN),
        (b" %PDF-1.7 %%EOF", NO_SCAN),
        (PAPER[:-8], CUT),
        (PAPER + b"\0" * MAX_BYTES, BYTES),
        (picture()[:60], BROKEN),
    ],
)
def test_refusals(data, sentence):
    with override("id"), pytest.raises(ValidationError) as refusal:
        read_scan(data)
    assert refusal.value.messages == [sentence]


def test_an_upload_is_read_up_to_its_limit():
    assert read_upload(SimpleUploadedFile("sk.pdf", PAPER)) == PAPER
    with override("id"), pytest.raises(ValidationError, match="lebih dari 10 MB"):
        read_upload(SimpleUploadedFile("sk.pdf", b"x" * (MAX_BYTES + 1)))
    with override("id"), pytest.raises(ValidationError, match="kosong"):
        read_upload(SimpleUploadedFile("sk.pdf", b""))
