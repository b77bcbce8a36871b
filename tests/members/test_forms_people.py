import pytest

from core.models import StoredFile
from members.forms.people import PersonForm
from members.models import Person
from tests.factories import KALIREJO, MemberFactory, PersonFactory, make_nik, region
from tests.pictures import upload

pytestmark = pytest.mark.django_db
ACT = "members.change_person"


def change(user, person, files=None, **typed):
    """The form of a person with some answers changed."""
    person = Person.objects.get(pk=person.pk)
    shown = PersonForm(instance=person, user=user, act=ACT)
    data = {name: shown[name].value() for name in shown.fields}
    village = shown["village"].value()
    data |= {"village": village.text, "village_code": village.code}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return PersonForm(data | typed, files, instance=person, user=user, act=ACT)


def test_an_unchanged_form_changes_nothing(cast):
    form = change(cast.secretary, cast.person)
    assert form.try_save(), form.errors
    cast.person.refresh_from_db()
    assert cast.person.birth_date == "1988-04-17"


def test_pads_and_reads_what_is_typed(cast):
    form = change(cast.officer, cast.person, rt="5", rw="02", phone="0812 3345 2211")
    assert form.try_save(), form.errors
    cast.person.refresh_from_db()
    kept = (cast.person.rt, cast.person.rw, cast.person.phone)
    assert kept == ("005", "002", "+6281233452211")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "a" * 5000),
        ("nik", "123"),
        ("nik", "1" * 5000),
        ("birth_date", "1850"),
        ("birth_date", "2090-01-01"),
        ("birth_date", "31 Februari 1990"),
        ("phone", "0812"),
        ("rt", "1234"),
        ("village", "Negeri di Awan"),
        ("sex", "X"),
        ("education", "s9"),
    ],
)
def test_refuses_in_the_field(cast, field, typed):
    form = change(cast.officer, cast.person, **{field: typed})
    assert not form.try_save()
    assert list(form.errors) == [field]
    assert len(form.errors[field]) == 1


def test_a_name_without_letters(cast):
    form = change(cast.officer, cast.person, name="---")
    assert not form.try_save()
    assert form.errors


def test_a_phone_and_none_contradict(cast):
    form = change(cast.officer, cast.person, phone="081233452211", has_no_phone="on")
    assert not form.try_save()
    assert "has_no_phone" in form.errors


def test_takes_the_birth_date_from_the_nik(cast):
    form = change(cast.officer, cast.person, nik=make_nik(1, "110593"), birth_date="")
    assert form.try_save(), (form.errors, form.warnings)
    cast.person.refresh_from_db()
    assert cast.person.birth_date == "1993-05-11"
    assert "11 Mei 1993" in form.notes[0]


@pytest.mark.parametrize("wrong", [{"birth_date": "12 Mei 1993"}, {"sex": "M"}])
def test_a_nik_that_differs_is_asked_about(cast, wrong):
    typed = {"nik": make_nik(1, "110593"), "birth_date": "11 Mei 1993"} | wrong
    form = change(cast.officer, cast.person, **typed)
    assert not form.try_save()
    assert form.asks_to_confirm
    assert not form.errors
    again = change(cast.officer, cast.person, confirmed=form.warnings_key, **typed)
    assert again.try_save(), (again.errors, again.warnings)


def test_a_confirmation_holds_for_what_was_read_alone(cast):
    born = {"nik": make_nik(1, "110593"), "birth_date": "12 Mei 1993"}
    key = change(cast.officer, cast.person, **born)
    assert not key.try_save()
    form = change(cast.officer, cast.person, confirmed=key.warnings_key, sex="M", **born)
    assert not form.try_save()
    assert form.asks_to_confirm


def test_a_nik_of_another_region_is_a_note(cast):
    form = change(cast.officer, cast.person, nik=make_nik(1, "170488", place="180201"))
    assert form.try_save(), (form.errors, form.warnings)
    assert "18.02.01" in form.region_note


def test_a_nik_stays_when_none_is_typed_and_goes_when_it_is_not_hers(cast):
    person = MemberFactory(group=cast.group, nik=make_nik(1))
    assert change(cast.secretary, person).try_save()
    assert Person.objects.get(pk=person.pk).has_nik
    assert change(cast.secretary, person, remove_nik="on").try_save()
    assert not Person.objects.get(pk=person.pk).has_nik


def test_the_secretary_replaces_a_nik(cast):
    person = MemberFactory(group=cast.group, nik=make_nik(1))
    form = change(cast.secretary, person, nik=make_nik(2))
    assert form.try_save(), (form.errors, form.warnings)
    assert Person.objects.get(pk=person.pk).read_nik() == make_nik(2)
    assert make_nik(1) not in str(form)


def test_a_registered_nik_is_asked_for_last(cast):
    PersonFactory(nik=make_nik(1), village=region(KALIREJO))
    form = change(cast.secretary, cast.person, nik=make_nik(1), name="")
    assert not form.try_save()
    assert form.registered is None


def test_photo(cast):
    form = change(cast.secretary, cast.person, {"photo_file": upload()})
    assert form.try_save(), form.errors
    cast.person.refresh_from_db()
    assert cast.person.photo == StoredFile.objects.get()
    assert change(cast.secretary, cast.person, remove_photo="on").try_save()
    cast.person.refresh_from_db()
    assert cast.person.photo is None


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\x89PNG\r\n\x1a\n" + b"x" * 90])
def test_a_photo_that_is_none(cast, data):
    form = change(cast.secretary, cast.person, {"photo_file": upload(data)})
    assert not form.try_save()
    assert list(form.errors) == ["photo_file"]


def test_a_village_out_of_the_area_is_refused_where_no_group_keeps_her(cast):
    person = PersonFactory()
    form = change(cast.officer, person, village=region(KALIREJO).path, village_code=KALIREJO)
    assert not form.try_save()
    assert form.non_field_errors()
    person.refresh_from_db()
    assert person.area == "18.01.10.2013"


def test_a_man_in_a_womens_group_is_asked_about(cast):
    form = change(cast.secretary, cast.person, sex="M")
    assert not form.try_save()
    assert cast.group.name in form.warnings[0]
