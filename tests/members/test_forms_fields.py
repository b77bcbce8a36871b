import pytest
from django.core.exceptions import ValidationError

from members.forms.fields import DayField, PhoneField, PlainField, ThreeDigitsField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Siti   Aminah ", "Siti Aminah"), ("Siti\u200b\tAminah\x07", "Siti Aminah"), (" ", "")],
)
def test_plain_field(typed, kept):
    assert PlainField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("5", "005"), ("RT 05", "005"), ("rw.12", "012"), ("0", ""), ("", ""), ("-", "")],
)
def test_three_digits_field(typed, kept):
    assert ThreeDigitsField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["1234", "lima", "5/2", "٥"])
def test_three_digits_field_refuses(typed):
    with pytest.raises(ValidationError):
        ThreeDigitsField(required=False).clean(typed)


def test_phone_field_shows_a_number_as_it_is_read_aloud():
    field = PhoneField(required=False)
    assert field.clean("0812 3345-2211") == "+6281233452211"
    assert field.prepare_value("+6281233452211") == "0812-3345-2211"
    assert field.prepare_value("belum tahu") == "belum tahu"
    assert not field.has_changed("+6281233452211", "0812-3345-2211")
    assert field.has_changed("", "nomor apa")


@pytest.mark.parametrize("typed", ["2023", "Mei 2023", "1850-01-01", "2090-01-01", "kemarin"])
def test_day_field_refuses(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)


def test_day_field():
    field = DayField()
    assert str(field.clean("11 Mei 2023")) == "2023-05-11"
    assert field.prepare_value(field.clean("11-5-2023")) == "11 Mei 2023"
