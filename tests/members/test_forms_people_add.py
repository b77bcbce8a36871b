import pytest

from members.forms.people_add import PersonCreateForm
from members.models import Membership, OfficeTerm, Person
from tests.factories import (
    KALIREJO,
    GroupFactory,
    MembershipFactory,
    OccupationFactory,
    OfficeTermFactory,
    region,
)

pytestmark = pytest.mark.django_db
ACT = "members.add_person"


def add(user, files=None, **typed):
    return PersonCreateForm({"sex": "F", "status": "member"} | typed, files, user=user, act=ACT)


def test_name_and_group_are_enough(cast):
    person = add(cast.secretary, name="Legiyem", group=cast.group.code).try_save()
    assert (person.group, person.village_id) == (cast.group, cast.group.village_id)
    assert person.memberships.get().status == Membership.Status.MEMBER


def test_all_at_once(cast):
    OccupationFactory(name="perawat lansia")
    typed = {
        "name": "Legiyem",
        "group": cast.group.code,
        "status": "prospective",
        "joined": "Mei 2023",
        "office": "treasurer",
        "country": "TW",
        "stay_status": "returned",
        "departed": "2011",
        "returned": "2018",
        "occupation": "Perawat Lansia",
    }
    person = add(cast.officer, **typed).try_save()
    stay = person.placements.get()
    assert (stay.departed, stay.returned, str(stay.occupation_ref)) == (
        "2011",
        "2018",
        "perawat lansia",
    )
    assert person.memberships.get().offices.get().since == "2023-05"


def test_the_secretarys_only_group_is_chosen(cast):
    form = PersonCreateForm(user=cast.secretary, act=ACT)
    assert form["group"].value() == cast.group.code
    assert form.fields["group"].required


@pytest.mark.parametrize("who", ["secretary", "officer"])
def test_a_foreign_group_is_refused(cast, who):
    form = add(getattr(cast, who), name="Legiyem", group=cast.other_group.code)
    assert not form.try_save()
    assert list(form.errors) == ["group"]
    assert form["name"].value() == "Legiyem"


def test_a_dissolved_group_is_refused(cast):
    gone = GroupFactory(state="dissolved", state_since="2024", state_reason="sepi")
    assert "group" in add(cast.officer, name="Legiyem", group=gone.code).errors


def test_nobody_without_a_place(cast):
    assert list(add(cast.officer, name="Legiyem").errors) == ["village"]


def test_a_village_alone(cast):
    village = cast.group.village
    person = add(cast.officer, name="Legiyem", village=village.path).try_save()
    assert (person.group, person.area) == (None, village.code)


def test_a_village_elsewhere_alone_is_refused(cast):
    form = add(cast.officer, name="Legiyem", village=region(KALIREJO).path)
    assert not form.try_save()
    assert form.non_field_errors()
    assert not Person.objects.filter(name="Legiyem").exists()


def test_a_held_office_names_its_holder(cast):
    term = OfficeTermFactory(membership=cast.person.memberships.get())
    typed = {"name": "Legiyem", "group": cast.group.code, "office": "chair"}
    form = add(cast.secretary, **typed)
    assert not form.try_save()
    assert cast.person.name in form.errors["office"][0]
    assert cast.person.name in form["ends_holder"].label
    assert add(cast.secretary, ends_holder="on", **typed).try_save()
    term.refresh_from_db()
    assert term.until


def test_a_man_in_a_womens_group_is_asked_about(cast):
    form = add(cast.secretary, name="Paiman", sex="M", group=cast.group.code)
    assert not form.try_save()
    assert form.asks_to_confirm


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"country": "TW"}, "stay_status"),
        ({"returned": "2018"}, "country"),
        ({"country": "ID", "stay_status": "returned"}, "country"),
        ({"country": "TW", "stay_status": "abroad", "returned": "2018"}, "__all__"),
        ({"country": "TW", "stay_status": "returned", "departed": "2090"}, "departed"),
    ],
)
def test_a_stay_that_cannot_be(cast, typed, field):
    form = add(cast.secretary, name="Legiyem", group=cast.group.code, **typed)
    assert not form.try_save()
    assert list(form.errors) == [field]
    assert not Person.objects.filter(name="Legiyem").exists()


def test_office_holder_of_another_group_does_not_count(cast):
    OfficeTermFactory(membership=MembershipFactory(group=cast.other_group))
    form = add(cast.secretary, name="Legiyem", group=cast.group.code, office="chair")
    assert form.try_save(), form.errors
    assert OfficeTerm.objects.open().count() == 2


def test_similar_name_and_birth_date(cast):
    typed = {"name": "Marsinah Lestyani", "birth_date": "17-4-1988", "group": cast.group.code}
    form = add(cast.secretary, **typed)
    assert not form.try_save()
    assert form.similar == [cast.person]
    assert add(cast.secretary, confirmed=form.warnings_key, **typed).try_save()


def test_similar_people_elsewhere_stay_unseen(cast):
    Person.objects.filter(pk=cast.other_person.pk).update(birth_date="1990-01-02")
    form = add(
        cast.secretary,
        name=cast.other_person.name,
        birth_date="1990-01-02",
        group=cast.group.code,
    )
    assert form.try_save(), (form.errors, form.warnings)
