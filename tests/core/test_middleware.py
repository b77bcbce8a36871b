import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from core.middleware import SparingMiddleware
from tests.cast import Cast
from tests.factories import PASSWORD

ADDRESSES = ("/accounts/login/?next=%00", "/accounts/lo%00gin/", "/?q=a%00b")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_nul_in_the_address_is_400(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_nul_in_a_cookie_is_400(client: Client) -> None:
    # The octal form is how a cookie can carry one past the web server.
    response = client.get("/accounts/login/", headers={"cookie": r'sessionid="abcdefgh\000"'})
    assert response.status_code == 400


@pytest.mark.django_db
def test_without_nul_the_same_address_answers(client: Client) -> None:
    assert client.get("/accounts/login/?next=/people/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("more", "status"), [(0, 403), (1, 413)])
def test_an_endless_body_is_not_read(more: int, status: int) -> None:
    size = settings.LARGEST_REQUEST + more
    client = Client(enforce_csrf_checks=True)
    response = client.generic("POST", "/accounts/login/", b"a=1", CONTENT_LENGTH=str(size))
    assert response.status_code == status
    assert (b"20 MB" in response.content) == (status == 413)


def test_pages_are_kept_nowhere() -> None:
    response = _through(HttpResponse())
    assert response["Cache-Control"] == "private, no-store"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_may_say_otherwise() -> None:
    response = _through(HttpResponse(headers={"Cache-Control": "private, max-age=3600"}))
    assert response["Cache-Control"] == "private, max-age=3600"


def _through(response: HttpResponse) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return response

    return SparingMiddleware(view)(RequestFactory().get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "language", "word"),
    [("", "id", "Kata sandi"), ("en", "en", "Password"), ("xx", "id", "Kata sandi")],
)
def test_the_language_is_the_readers_choice_alone(
    client: Client, cookie: str, language: str, word: str
) -> None:
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/accounts/login/", headers={"accept-language": "en-US,en"})
    assert response["Content-Language"] == language
    assert f'lang="{language}"' in response.text
    assert word in response.text


STAYS = {"HX-Request": "true", "HX-Target": "main"}
START = "/people/add/steps/"


@pytest.mark.django_db
def test_a_form_that_stays_is_told_where_it_leads(client: Client, cast: Cast) -> None:
    client.force_login(cast.secretary)
    answer = client.post(START, {"flow": "full"}, headers=STAYS)
    assert answer.status_code == 204
    assert client.get(answer["HX-Redirect"]).status_code == 200


@pytest.mark.django_db
def test_or_brought_the_page_itself_with_its_messages(client: Client, cast: Cast) -> None:
    client.force_login(cast.secretary)
    leads = STAYS | {"X-Leads": "on"}
    answer = client.post(START, {"flow": "quick"}, headers=leads)
    assert answer.status_code == 200
    assert "Siapa dia?" in answer.text
    who = answer["HX-Push-Url"]
    assert client.get(who).status_code == 200
    reach = client.post(who, {"name": "Legiyem"}, headers=leads)["HX-Push-Url"]
    saved = client.post(reach, {"rt": "5"}, headers=leads)
    assert saved["HX-Push-Url"].startswith("/people/")
    assert "Legiyem sudah dicatat" in saved.text
    assert "Legiyem sudah dicatat" not in client.get(saved["HX-Push-Url"]).text


@pytest.mark.django_db
def test_a_refused_form_is_shown_as_ever(client: Client, cast: Cast) -> None:
    client.force_login(cast.secretary)
    leads = STAYS | {"X-Leads": "on"}
    who = client.post(START, {"flow": "quick"}, headers=leads)["HX-Push-Url"]
    answer = client.post(who, {"name": ""}, headers=leads)
    assert (answer.status_code, answer.has_header("HX-Push-Url")) == (200, False)


@pytest.mark.django_db
def test_the_sign_in_is_opened_whole(client: Client, cast: Cast) -> None:
    answer = client.post(START, {"flow": "full"}, headers=STAYS | {"X-Leads": "on"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_the_sign_in_brings_the_home_page(client: Client, cast: Cast) -> None:
    cache.clear()
    client.get("/")
    before = client.cookies["csrftoken"].value
    data = {"login": cast.secretary.username, "password": PASSWORD}
    answer = client.post("/accounts/login/", data, headers=STAYS | {"X-Leads": "on"})
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, "/")
    assert "KWT Kenanga" in answer.text
    assert client.cookies["csrftoken"].value != before
    assert client.get("/people/").status_code == 200
    assert client.get("/people/").context["user"] == cast.secretary


@pytest.mark.django_db
def test_the_home_page_of_nobody_is_the_sign_in(client: Client, cast: Cast) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'action="/accounts/login/"' in page.text
    assert client.get("/people/").status_code == 302
    client.force_login(cast.secretary)
    assert "KWT Kenanga" in client.get("/").text
