import datetime as dt

import pytest
from django import forms
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils.translation import override

from core.fields import PartialDateField, PartialDateFormField
from core.partial_dates import PartialDate

with isolate_apps("core"):

    class Journey(models.Model):
        """A model without a table: what is asked of the field needs no row."""

        departed = PartialDateField(blank=True)

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return str(self.departed)


class JourneyForm(forms.Form):
    departed = PartialDateFormField(required=False, latest=lambda: dt.date(2026, 12, 31))


def test_the_form_field_reads_and_keeps_what_was_typed():
    form = JourneyForm({"departed": "mei 2015"})
    assert form.is_valid()
    assert form.cleaned_data["departed"] == PartialDate("2015-05")
    wrong = JourneyForm({"departed": "31 Februari 1985"})
    assert not wrong.is_valid()
    assert 'value="31 Februari 1985"' in str(wrong["departed"])


def test_the_form_field_takes_nothing_for_none_unless_required():
    form = JourneyForm({"departed": " "})
    assert form.is_valid()
    assert form.cleaned_data["departed"] is None
    form.fields["departed"].required = True
    with override("id"):
        form.full_clean()
        assert form.errors["departed"] == ["Tulis tanggalnya: tahun saja sudah cukup."]


def test_the_form_field_asks_its_bounds_each_time():
    assert not JourneyForm({"departed": "2027"}).is_valid()


def test_the_form_field_shows_a_date_as_people_write_it():
    with override("id"):
        form = JourneyForm(initial={"departed": PartialDate("1993-05-11")})
        assert 'value="11 Mei 1993"' in str(form["departed"])


@pytest.mark.parametrize(
    ("typed", "is_changed"), [("Mei 2015", False), ("2015-05", False), ("2015", True), ("?", True)]
)
def test_the_form_field_knows_a_change_from_another_spelling(typed, is_changed):
    form = JourneyForm({"departed": typed}, initial={"departed": PartialDate("2015-05")})
    assert form.has_changed() is is_changed


@pytest.mark.parametrize("value", ["2015-05-11", dt.date(2015, 5, 11), PartialDate("2015-05-11")])
def test_the_model_field_turns_what_is_assigned_into_a_partial_date(value):
    journey = Journey(departed=value)
    assert isinstance(journey.departed, PartialDate)
    assert journey.departed.day == 11


def test_the_model_field_leaves_nonsense_for_the_check():
    assert Journey(departed="").departed is None
    journey = Journey(departed="2015-02-31")
    with pytest.raises(forms.ValidationError):
        journey.full_clean()


def test_the_model_field_speaks_plain_text_to_the_database():
    field = Journey._meta.get_field("departed")
    assert type(field.get_prep_value(PartialDate("2015"))) is str
    assert field.get_prep_value("Mei 2015") == "2015-05"
    assert field.get_prep_value(None) is None
    assert field.from_db_value("2015-05").month == 5
    assert field.from_db_value(None) is None


def test_the_model_field_s_form_field_and_deconstruction():
    field = Journey._meta.get_field("departed")
    assert isinstance(field.formfield(), PartialDateFormField)
    assert field.deconstruct()[1:] == ("core.fields.PartialDateField", [], {"blank": True})


@pytest.mark.django_db
def test_a_partial_date_travels_as_a_parameter():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [PartialDate("2015-05")])
        assert cursor.fetchone() == ("2015-05",)
