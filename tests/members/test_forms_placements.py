import pytest

from members.forms.placements import PlacementForm, RelativeForm
from members.models import Placement
from tests.factories import PlacementFactory, RelativeFactory

pytestmark = pytest.mark.django_db
ACT = "members.change_person"


def stay_form(user, stay, *, shows_sensitive, **typed):
    shown = PlacementForm(instance=stay, user=user, act=ACT, shows_sensitive=shows_sensitive)
    data = {name: shown[name].value() or "" for name in shown.fields}
    return PlacementForm(
        data | typed, instance=stay, user=user, act=ACT, shows_sensitive=shows_sensitive
    )


def test_withheld_values_are_neither_shown_nor_touched(cast):
    stay = PlacementFactory(
        person=cast.person, agency="PT Contoh", return_reason="ill", sensitive_by=cast.officer
    )
    form = stay_form(cast.secretary, stay, shows_sensitive=False, departed="2012", agency="X")
    assert len(form.withheld) == 4
    assert "PT Contoh" not in str(form)
    assert form.try_save(), form.errors
    stay.refresh_from_db()
    kept = (stay.departed, stay.agency, stay.return_reason, stay.sensitive_by)
    assert kept == ("2012", "PT Contoh", "ill", cast.officer)


def test_abroad_again_with_a_withheld_reason_is_refused_in_words(cast):
    stay = PlacementFactory(person=cast.person, return_reason="ill")
    form = stay_form(cast.secretary, stay, shows_sensitive=False, status="abroad", returned="")
    assert not form.try_save()
    assert "dirahasiakan" in form.non_field_errors()[0]


def test_whoever_writes_what_is_sensitive_is_noted(cast):
    stay = PlacementFactory(person=cast.person)
    form = stay_form(cast.secretary, stay, shows_sensitive=True, agency="PT Contoh")
    assert form.try_save(), form.errors
    assert Placement.objects.get(pk=stay.pk).sensitive_by == cast.secretary


def test_who_changes_something_else_is_not(cast):
    stay = PlacementFactory(person=cast.person, agency="PT X", sensitive_by=cast.secretary)
    assert stay_form(cast.officer, stay, shows_sensitive=True, sector="rumah").try_save()
    assert Placement.objects.get(pk=stay.pk).sensitive_by == cast.secretary


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"country": "ID"}, "country"),
        ({"status": "perhaps"}, "status"),
        ({"status": "abroad"}, "__all__"),
        ({"departed": "1850"}, "departed"),
        ({"returned": "2090"}, "returned"),
        ({"departed": "2019", "returned": "2018"}, "__all__"),
        ({"contract_ends": "2010"}, "__all__"),
    ],
)
def test_refuses(cast, typed, field):
    form = stay_form(
        cast.officer, PlacementFactory(person=cast.person), shows_sensitive=True, **typed
    )
    assert not form.try_save()
    assert list(form.errors) == [field]


def test_a_second_stay_that_goes_on_is_refused(cast):
    PlacementFactory(person=cast.person, status="abroad", returned=None)
    second = PlacementFactory(person=cast.person, country="HK")
    form = stay_form(cast.officer, second, shows_sensitive=True, status="abroad", returned="")
    assert not form.try_save()
    assert form.non_field_errors()


def relative_form(user, relative, **typed):
    shown = RelativeForm(instance=relative, user=user, act=ACT)
    data = {name: shown[name].value() or "" for name in shown.fields}
    return RelativeForm(data | typed, instance=relative, user=user, act=ACT)


@pytest.mark.parametrize("consent", ["not_asked", "refused"])
def test_a_number_without_consent_is_hidden_and_kept(cast, consent):
    relative = RelativeFactory(person=cast.person, consent=consent)
    form = relative_form(cast.secretary, relative, name="Paimin")
    assert "4410" not in str(form)
    assert form.try_save(), form.errors
    relative.refresh_from_db()
    assert (relative.name, relative.phone) == ("Paimin", "+6281399004410")


def test_a_hidden_number_is_replaced(cast):
    relative = RelativeFactory(person=cast.person)
    assert relative_form(cast.secretary, relative, phone="0812 0000 1111").try_save()
    relative.refresh_from_db()
    assert relative.phone == "+6281200001111"


def test_a_shown_number_can_be_cleared(cast):
    relative = RelativeFactory(person=cast.person, consent="allowed")
    form = relative_form(cast.secretary, relative, phone="")
    assert form.try_save()
    relative.refresh_from_db()
    assert relative.phone == ""


def test_what_another_told_needs_a_date(cast):
    form = relative_form(cast.secretary, RelativeFactory(person=cast.person), source="Sarti")
    assert not form.try_save()
    assert form.errors
