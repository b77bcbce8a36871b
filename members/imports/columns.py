"""The columns of a member list, and how the cells of each are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.cells import text_parser, to_text
from core.imports.columns import Column
from core.text import name_key
from members.imports import cells, spellings
from members.imports.spellings import MEMBER, Spellings, by_key

MARITAL, STATUSES = by_key(spellings.MARITAL), by_key(spellings.STATUSES)


def column(key: str, label: Any, parse: Callable[[Any], Any], *, needs: str = "") -> Column:
    return Column(
        key,
        label,
        parse,
        spellings.split(spellings.HEADERS[key]),
        weak=spellings.split(spellings.WEAK_HEADERS.get(key, "")),
        needs=needs,
    )


def columns(own: Spellings) -> tuple[Column, ...]:
    return (*person_columns(own), *membership_columns(own), *stay_columns(own))


def person_columns(own: Spellings) -> tuple[Column, ...]:
    sexes = by_key(spellings.SEXES)
    educations = {**by_key(spellings.EDUCATIONS), **own.educations}
    return (
        column("code", gettext_lazy("code"), text_parser(16)),
        column("name", gettext_lazy("name"), cells.name),
        column("nickname", gettext_lazy("nickname"), text_parser(60)),
        column("nik", "NIK", cells.nik),
        column("sex", gettext_lazy("sex"), cells.word_parser(sexes, None, left_out)),
        column("birth", gettext_lazy("place and date of birth"), cells.birth),
        column("birth_place", gettext_lazy("birth place"), text_parser(80)),
        column("birth_date", gettext_lazy("birth date"), cells.past_date),
        column("rt_rw", "RT/RW", cells.rt_rw),
        column("rt", "RT", cells.rt_or_rw),
        column("rw", "RW", cells.rt_or_rw),
        column("hamlet", gettext_lazy("hamlet (dusun)"), text_parser(80)),
        column("address", gettext_lazy("address"), cells.address),
        column("village", gettext_lazy("village"), text_parser(200)),
        column("phone", gettext_lazy("phone"), cells.phone),
        column(
            "education", gettext_lazy("education"), cells.word_parser(educations, None, left_out)
        ),
        column(
            "marital_status",
            gettext_lazy("marital status"),
            cells.word_parser(MARITAL, None, left_out),
        ),
    )


def membership_columns(own: Spellings) -> tuple[Column, ...]:
    offices = {**by_key(spellings.OFFICES), **own.offices}
    return (
        column(
            "office", gettext_lazy("office"), cells.word_parser(offices, MEMBER, taken_as_member)
        ),
        column("member_status", gettext_lazy("membership"), any_status),
        column("joined", gettext_lazy("joined"), cells.year_or_date),
    )


def stay_columns(own: Spellings) -> tuple[Column, ...]:
    return (
        column("country", gettext_lazy("country"), cells.country_parser(own.countries)),
        column("departed", gettext_lazy("date of departure"), cells.departure, needs="country"),
        column("returned", gettext_lazy("date of return"), cells.returned, needs="country"),
        column("stay", gettext_lazy("now"), cells.stay_status, needs="country"),
        column("occupation", gettext_lazy("occupation"), text_parser(80), needs="country"),
        column("sector", gettext_lazy("sector"), text_parser(80), needs="country"),
    )


def any_status(cell: Any) -> Any:
    """A bare "Status" is read by what it holds: of membership, of marriage, or of work abroad."""
    key = name_key(to_text(cell))
    for field_key, words in (("member_status", STATUSES), ("marital_status", MARITAL)):
        if key in words:
            return {field_key: words[key]}
    return cells.stay_status(cell)


def left_out(text: str) -> str:
    return _("“%(text)s” was not understood and is left out.") % {"text": text}


def taken_as_member(text: str) -> str:
    return _("The office “%(text)s” is not kept; imported as a member.") % {"text": text}
