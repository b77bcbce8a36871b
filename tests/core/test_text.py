import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import name_key, sort_key, words

LETTERS = [
    *range(0x20, 0x250),
    *range(0x300, 0x370),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
]


def asked(texts):
    """The database's answers: (name_key, sort_key) for each text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.name_key(t), public.sort_key(t)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n) ORDER BY n",
            [texts],
        )
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("text", "key", "order"),
    [
        ("Siti  Nur'aini", "sitinuraini", "siti nur aini"),
        ("BUMI DAYA", "bumidaya", "bumi daya"),
        ("M.Wahyuni, S.Pd.", "mwahyunispd", "m wahyuni s pd"),
        ("Renée Łucja Øster", "reneelucjaoster", "renee lucja oster"),
        ("Re\u0301nee", "renee", "renee"),
        ("KWT “Mawar” 2", "kwtmawar2", "kwt mawar 2"),
        ("", "", ""),
        ("陳美玲", "", ""),
    ],
)
@pytest.mark.django_db
def test_keys(text, key, order):
    assert (name_key(text), sort_key(text)) == (key, order)
    assert asked([text]) == [(key, order)]


def test_words():
    assert words(" Palas,  BUMI-daya ") == ["palas", "bumi", "daya"]


@pytest.mark.django_db
def test_database_and_python_agree_on_every_latin_letter_and_sign():
    texts = [f"a{chr(code)}B" for code in LETTERS]
    assert asked(texts) == [(name_key(text), sort_key(text)) for text in texts]
    assert len(texts) > 900


@pytest.mark.django_db
@settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(st.text(st.sampled_from([chr(code) for code in LETTERS]), max_size=40), max_size=30)
)
def test_database_and_python_agree_on_any_name(texts):
    assert asked(texts) == [(name_key(text), sort_key(text)) for text in texts]


@pytest.mark.django_db
def test_missing_text_has_no_key():
    assert asked([None]) == [(None, None)]
