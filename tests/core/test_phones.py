import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.indonesia import parse_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("0812 3456 7890", "+6281234567890"),
        ("(0812) 3456.7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("'081234567890", "+6281234567890"),
        ("\u202a+62 812-3456-7890\u202c", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        (81234567890, "+6281234567890"),
        (81234567890.0, "+6281234567890"),
        ("(0727) 321234", "+62727321234"),
        ("+886 912 345 678", "+886912345678"),
        ("+886 0912 345 678", "+886912345678"),
        ("00886912345678", "+886912345678"),
        ("+852 9123 4567", "+85291234567"),
        ("+60 12-345 6789", "+60123456789"),
        ("+65 8123 4567", "+6581234567"),
        ("+966 50 123 4567", "+966501234567"),
        ("+82 10-1234-5678", "+821012345678"),
        ("+1 202 555 0123", "+12025550123"),
    ],
)
def test_numbers_as_people_write_them(typed, kept):
    assert parse_phone(typed) == kept
    assert parse_phone(kept) == kept


@pytest.mark.parametrize(
    "typed", [None, "", "-", "--", "tidak ada", "Tidak Ada", "tdk punya", "0", 0]
)
def test_no_number_is_an_answer(typed):
    assert parse_phone(typed) == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0812", "length"),
        ("0812345678901234", "length"),
        ("+886 12", "length"),
        ("+1 23", "length"),
        ("+123456789012345678", "length"),
        ("rumah", "format"),
        ("0812-3456-789O", "format"),
        ("966501234567", "format"),
        ("+0812345678", "format"),
        ("+٨٨٦٩١٢٣٤٥٦٧٨", "format"),
        ("0812 3456 7890 / 0813 2222 3333", "several"),
        ("081234567890, 081322223333", "several"),
        ("081234567890 atau +886912345678", "several"),
        ("9" * 5000, "format"),
    ],
)
def test_refusals(typed, code):
    with pytest.raises(ValidationError) as refusal:
        parse_phone(typed)
    assert refusal.value.code == code


def test_a_refusal_says_how_to_write_it():
    with override("id"), pytest.raises(ValidationError) as refusal:
        parse_phone("rumah")
    assert refusal.value.messages == [
        "Tulis nomor seperti 0812-3456-7890, atau dengan + dan kode negara: +886 912 345 678."
    ]


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    try:
        kept = parse_phone(text)
    except ValidationError:
        return
    assert kept == "" or kept.startswith("+")
    assert parse_phone(kept) == kept
