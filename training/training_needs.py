"""Kebutuhan pelatihan: what people should learn, offered where a training is planned."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.needs import needs_for

Row = dict[str, Any]


def tasks(user: Any) -> list[Row]:
    """Each need leads to the plan of a training that bears its name."""
    page = "training:training_create"
    return [
        {
            "label": need.title,
            "note": " · ".join(filter(None, (need.whose, need.note))),
            "url": reverse(page, query={"title": need.title}),
        }
        for need in needs_for(user)
    ]
