"""What the components ask of their tags and filters."""

import pytest
from django import forms
from django.template import Context, Template

from core import display as rules
from core.icons import ICONS
from core.registry import Card
from core.templatetags import components, display


class ThreeFields(forms.Form):
    name = forms.CharField(label="Nama")
    wants = forms.ChoiceField(label="Mau?", choices=[("y", "Ya")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)
    remark = forms.CharField(label="Catatan", required=False)

    def clean(self) -> None:
        self.add_error(None, "Ada yang janggal.")


def test_every_rule_of_writing_is_a_filter() -> None:
    for name in display.register.filters:
        assert display.register.filters[name] is getattr(rules, name)


def test_filters_in_a_template() -> None:
    template = Template(
        "{% load display %}{{ date|long_date }} {{ number|phone_masked }}"
        ' {% period "2011" "2018" %}'
    )
    context = Context({"date": "2023", "number": "+6281200002211"})
    assert template.render(context) == "2023 0812-••••-2211 2011–2018"


def test_an_icon_is_for_the_eye_only_and_says_nothing_twice() -> None:
    drawn = components.icon("seedling", "brand-sign")
    assert 'class="icon brand-sign"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert len(ICONS) >= 20


def test_an_unknown_icon_fails_where_it_is_written() -> None:
    with pytest.raises(KeyError):
        components.icon("unicorn")


@pytest.mark.parametrize(
    ("level", "css", "icon"),
    [
        ("success", "notice-ok", "check"),
        ("warning", "notice-missing", "warning"),
        ("error", "notice-wrong", "wrong"),
        ("missing", "notice-missing", "warning"),
        ("info", "", "info"),
        ("", "", "info"),
    ],
)
def test_a_notice_has_a_colour_and_a_drawing(level: str, css: str, icon: str) -> None:
    assert (components.notice_class(level), components.notice_icon(level)) == (css, icon)


def test_error_links_lead_to_each_field_in_order() -> None:
    links = components.error_links(ThreeFields({}))
    assert [(link.target, link.label) for link in links] == [
        ("", ""),
        ("id_name", "Nama:"),
        ("id_wants_0", "Mau?"),
        ("", ""),
    ]
    assert links[0].text == "Ada yang janggal."


def test_required_is_said_only_where_something_else_is_not() -> None:
    form = ThreeFields()
    assert components.says_required(form["name"])
    assert not components.says_required(form["remark"])
    form.fields["remark"].required = True
    assert not components.says_required(form["name"])


def test_a_home_card_is_drawn_with_its_own_context_alone() -> None:
    answers = [{"value": "y", "label": "Ya"}]
    card = Card("components/_question.html", {"question": "Pindah?", "answers": answers})
    html = components.home_card({"csrf_token": "abc", "kicker": "leaked"}, card)
    assert "Pindah?" in html
    assert "abc" in html
    assert "leaked" not in html
