"""Somebody whom a secretary of the demonstration has begun to add and not saved yet."""

from __future__ import annotations

from typing import Any

from members.forms.steps import PersonDraft

NAME = "Sarinah Widiastuti"
ANSWERS = {
    "name": [NAME],
    "sex": ["F"],
    "birth_place": ["Wonogiri"],
    "birth_date": ["1986"],
    "hamlet": ["Dusun II"],
    "rt": ["004"],
    "rw": ["002"],
}
STOPPED_AT = "phone"


def begin(secretary: Any) -> None:
    """Leave her at the question for the telephone, the NIK not at hand."""
    draft = PersonDraft.begin(secretary, "full")
    draft.content["answers"] |= ANSWERS
    draft.content["unknown"] = ["nik"]
    draft.go_to(STOPPED_AT)
