"""secretariat.livelihood_text: every answer of the model is offered, in every wording."""

from __future__ import annotations

import pytest

from secretariat.livelihood_text import CURRENT, TEXTS
from secretariat.models import Livelihood


@pytest.mark.parametrize("version", TEXTS)
def test_the_questions_offer_the_answers_of_the_model(version: str) -> None:
    questions = TEXTS[version].questions
    assert tuple(questions) == Livelihood.ASKED
    for field in Livelihood.ASKED:
        choices = dict(Livelihood._meta.get_field(field).choices)
        assert set(questions[field].answers) == set(choices), field


def test_the_current_wording_is_one_of_them() -> None:
    assert CURRENT in TEXTS
    assert len(CURRENT) <= Livelihood._meta.get_field("wording").max_length
