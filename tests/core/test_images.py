import contextlib
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core import images
from core.images import read_photo, read_scan_image

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def made(kind="JPEG", size=(1200, 800), mode="RGB", color=(120, 40, 40), **options):
    target = BytesIO()
    Image.new(mode, size, color).save(target, kind, **options)
    return target.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


def bomb(width, height):
    """A PNG that claims these pixels and holds none of them."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_in_two_sizes(kind):
    photo = read_photo(made(kind))
    assert opened(photo.full).format == opened(photo.thumb).format == "JPEG"
    assert opened(photo.full).size == (photo.width, photo.height) == (960, 640)
    assert opened(photo.thumb).size == (160, 160)


def test_a_small_photo_is_not_blown_up():
    photo = read_photo(made(size=(90, 120)))
    assert (photo.width, photo.height) == (90, 120)


def test_exif_is_gone_after_the_photo_was_turned():
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "a phone's maker"
    exif.get_ifd(GPS)[1] = "S"
    data = made(size=(1200, 800), exif=exif, comment=b"secret")
    assert b"a phone's maker" in data
    photo = read_photo(data)
    assert (photo.width, photo.height) == (640, 960)
    for part in (photo.full, photo.thumb):
        assert dict(opened(part).getexif()) == {}
        assert b"a phone's maker" not in part
        assert b"secret" not in part


def test_an_icc_profile_and_text_chunks_are_gone():
    data = made("PNG", icc_profile=b"profile" * 20)
    assert "icc_profile" not in opened(read_photo(data).full).info


@pytest.mark.parametrize(
    ("kind", "mode", "color"),
    [
        ("PNG", "RGBA", (0, 0, 0, 0)),
        ("PNG", "LA", (0, 0)),
        ("PNG", "P", 0),
        ("PNG", "1", 1),
        ("PNG", "L", 200),
        ("PNG", "I;16", 60000),
        ("JPEG", "CMYK", (0, 0, 0, 0)),
        ("JPEG", "L", 200),
        ("WEBP", "RGBA", (0, 0, 0, 0)),
    ],
)
def test_every_kind_of_colour_becomes_plain(kind, mode, color):
    assert opened(read_photo(made(kind, (300, 200), mode, color)).full).mode == "RGB"


def test_what_was_transparent_is_white():
    photo = read_photo(made("PNG", (300, 200), "RGBA", (0, 0, 0, 0)))
    assert opened(photo.full).getpixel((10, 10)) == (255, 255, 255)


NO_PHOTO = "Berkas ini bukan foto. Pilih gambar JPEG, PNG, atau WebP."
BROKEN = "Gambar ini rusak atau tidak lengkap. Pilih gambar lain, atau foto ulang."
PIXELS = "Gambar ini terlalu besar. Pilih gambar paling besar 50 megapiksel."
BYTES = "Berkas ini lebih dari 10 MB. Pilih berkas yang lebih kecil."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<!doctype html><script>1</script>", NO_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PHOTO),
        (b"", NO_PHOTO),
        (made("GIF", (9, 9)), NO_PHOTO),
        (made("TIFF", (9, 9)), NO_PHOTO),
        (made()[:2000], BROKEN),
        (made("PNG")[:2000], BROKEN),
        (bomb(300, 200), BROKEN),
        (bomb(8000, 8000), PIXELS),
        (bomb(65000, 65000), PIXELS),
        (b"\xff\xd8" + b"\0" * images.MAX_BYTES, BYTES),
    ],
)
def test_refusals(data, sentence):
    for read in (read_photo, read_scan_image):
        with override("id"), pytest.raises(ValidationError) as refusal:
            read(data)
        assert refusal.value.messages == [sentence]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_picture_is_refused_or_read_but_never_breaks(data):
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))
    whole = bytearray(made(kind, (64, 48)))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValidationError):
        assert opened(read_photo(bytes(whole)).full).format == "JPEG"


def test_the_same_photo_gives_the_same_bytes():
    assert read_photo(made()) == read_photo(made())


def test_a_photographed_paper_stays_legible():
    assert opened(read_scan_image(made(size=(3000, 2100)))).size == (2000, 1400)
