"""Pages that say no: each in our words and look, whatever is missing at that moment."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.cast import Cast


def test_404_keeps_the_menu_of_who_is_signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary)
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Halaman ini tidak ditemukan" in page
    assert cast.secretary.get_full_name() in page


def test_400_needs_neither_user_nor_right_host(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert "Halaman ini terlalu lama terbuka" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_page_for_when_hardly_anything_works_needs_nothing(name: str) -> None:
    with translation.override("id"):
        page = get_template(name).render()
    assert "<title>Kesalahan: " in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("name", ["403.html", "404.html", "405.html", "429.html", "403_csrf.html"])
def test_each_refusal_leads_back_to_the_home_page(name: str) -> None:
    page = get_template(name).render()
    assert page.count("<h1") == 1
    assert '<a class="btn btn-primary" href="/">' in page
