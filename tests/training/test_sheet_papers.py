"""training.sheet_papers: the code on the printed sheet leads back to where it is typed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.aid.pages import signed_in
from tests.cast import Cast
from tests.papers import Camera
from tests.training.factories import SessionFactory
from tests.training.pages import a_training, page


def test_the_code_on_the_sheet_leads_to_its_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = a_training(cast, cast.person)
    session = SessionFactory(training=training)
    client, camera = signed_in(cast.officer), Camera(monkeypatch)
    whole = reverse("training:attendance_sheet", args=[training.code])
    one = reverse("training:attendance_session_sheet", args=[training.code, session.code])
    assert [client.post(url).status_code for url in (whole, one)] == [200, 200]
    table = reverse("training:attendance_list", args=[training.code])
    roster = reverse("training:attendance_take", args=[training.code, session.code])
    assert camera.read() == [f"http://testserver{url}" for url in (table, roster)]
    for url in camera.read():
        assert cast.person.name in page(cast.officer, url.removeprefix("http://testserver"))
