import pytest
from django import forms
from django.utils.translation import override

from core.indonesia import RegionName
from regions.forms import LIMIT, RegionField
from regions.models import Region
from regions.services import replace_regions

BUMI_DAYA = "18.01.10.2013"
PATH = "Bumi Daya, Palas, Lampung Selatan, Lampung"


class PlaceForm(forms.Form):
    village = RegionField(required=False)


@pytest.fixture(autouse=True)
def in_indonesian():
    with override("id"):
        yield


def cleaned(data, **kwargs):
    form = PlaceForm(data, **kwargs)
    assert form.is_valid(), form.errors
    return form.cleaned_data["village"]


@pytest.mark.parametrize("typed", ["bumi daya", "BUMIDAYA", " palas bumi daya ", PATH, BUMI_DAYA])
def test_a_text_that_means_one_village_is_taken(places, typed):
    assert cleaned({"village": typed}).code == BUMI_DAYA


def test_nothing_is_none_unless_required(places):
    assert cleaned({"village": "  ", "village_code": BUMI_DAYA}) is None
    form = PlaceForm({})
    form.fields["village"].required = True
    assert form.errors == {"village": ["Ketik nama wilayahnya."]}


def test_an_unclear_text_offers_the_candidates_and_keeps_the_input(places):
    form = PlaceForm({"village": "bumi agung"})
    assert form.errors == {
        "village": ["Ada beberapa wilayah yang cocok. Pilih salah satu di bawah."]
    }
    html = str(form["village"])
    assert 'value="bumi agung"' in html
    assert html.count('type="radio"') == 2
    assert 'value="18.01.06.1006"' in html
    assert "Bumi Agung, Donorojo, Pacitan, Jawa Timur" in html


def test_the_picked_candidate_is_taken(places):
    answer = {"village": "bumi agung", "village_pick": "35.01.01.2001"}
    assert cleaned(answer).code == "35.01.01.2001"


def test_a_pick_that_does_not_fit_the_text_any_more_is_not_taken(places):
    answer = {"village": "bumi daya", "village_pick": "35.01.01.2001"}
    assert cleaned(answer).code == BUMI_DAYA


def test_a_code_counts_only_with_its_own_path(places):
    assert cleaned({"village": PATH, "village_code": BUMI_DAYA}).code == BUMI_DAYA
    assert cleaned({"village": "palas jaya", "village_code": BUMI_DAYA}).code == "18.01.10.2001"


def test_a_village_that_left_the_list_stays_where_it_was(places):
    replace_regions([place for place in places if place.code != BUMI_DAYA])
    assert cleaned({"village": PATH, "village_code": BUMI_DAYA}).code == BUMI_DAYA
    assert not PlaceForm({"village": PATH}).is_valid()


def test_an_unknown_text_is_told_so(places):
    form = PlaceForm({"village": "Wakanda"})
    assert form.errors["village"] == [
        "Tidak ada wilayah bernama “Wakanda”. Periksa ejaannya, atau ketik sebagian namanya saja."
    ]
    assert "radio" not in str(form["village"])
    assert len(PlaceForm({"village": "x" * 5000}).errors["village"][0]) < 200


def test_a_district_is_no_village(places):
    answer = {"village": "Kalianda, Lampung Selatan, Lampung", "village_code": "18.01.06"}
    form = PlaceForm(answer)
    assert not form.is_valid() or form.cleaned_data["village"].level == Region.Level.VILLAGE
    assert RegionField(level=None).clean("18.01").code == "18.01"
    assert RegionField(level=Region.Level.REGENCY).clean("18.01").code == "18.01"


def test_too_many_are_cut_and_the_near_ones_come_first(places):
    many = [RegionName(f"35.01.01.{3000 + n}", f"Jaya {n}") for n in range(LIMIT + 3)]
    replace_regions([*places, *many])
    form = PlaceForm({"village": "jaya"})
    form.fields["village"].near = "18.01"
    assert "tambahkan nama kecamatannya" in form.errors["village"][0]
    candidates = form.fields["village"].widget.candidates
    assert len(candidates) == LIMIT
    assert candidates[0].code == "18.01.10.2001"


def test_two_forms_do_not_share_their_candidates(places):
    first, second = PlaceForm({"village": "bumi agung"}), PlaceForm({"village": "bumi agung"})
    assert not first.is_valid()
    assert "radio" not in str(second["village"].field.widget.render("village", None))


@pytest.mark.parametrize("as_row", [True, False])
def test_the_present_village_is_shown_by_its_path(places, as_row):
    initial = Region.objects.get(code=BUMI_DAYA) if as_row else BUMI_DAYA
    html = str(PlaceForm(initial={"village": initial})["village"])
    assert f'value="{PATH}"' in html
    assert f'name="village_code" value="{BUMI_DAYA}"' in html


@pytest.mark.parametrize(
    ("data", "is_changed"),
    [
        ({"village": PATH, "village_code": BUMI_DAYA}, False),
        ({"village": "Bumi Asih"}, True),
        ({"village": ""}, True),
        ({"village": PATH, "village_pick": "18.01.10.2018"}, True),
    ],
)
def test_a_change_is_seen(places, data, is_changed):
    assert PlaceForm(data, initial={"village": BUMI_DAYA}).has_changed() is is_changed


def test_the_input_is_labelled_and_described(places):
    form = PlaceForm({"village": "Wakanda"})
    html = str(form["village"])
    assert 'id="id_village"' in html
    assert 'aria-invalid="true"' in html
    assert "id_village_helptext" in html
