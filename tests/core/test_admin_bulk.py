"""Ticked rows of the admin site: changed together on the register's pages, or taken out."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from core.bulk_edit.tokens import token_of
from core.models import ExportLog
from members.bulk import PEOPLE
from members.models import Person
from tests.aid.factories import EquipmentFactory
from tests.bulk import HAMLET, hamlets
from tests.cast import Cast
from tests.factories import PersonFactory
from tests.members.pages import file_of, signed_in

LIST = "admin:members_person_changelist"


def act(client: Client, name: str, *rows: Person, query: str = "", everything: bool = False) -> Any:
    data = {
        "action": name,
        "_selected_action": [row.pk for row in rows],
        "select_across": "1" if everything else "0",
        "index": "0",
    }
    return client.post(f"{reverse(LIST)}?{query}", data)


def test_ticked_rows_lead_to_the_form_and_strangers_rows_do_not(cast: Cast) -> None:
    client = signed_in(cast.officer)
    answer = act(client, "change_together", cast.person, cast.other_person)
    assert answer.status_code == 302
    assert cast.person.code in answer["Location"]
    assert cast.other_person.code not in answer["Location"]
    assert client.post(answer["Location"], HAMLET).status_code == 302


def test_all_that_the_filter_lists_are_counted_anew(cast: Cast) -> None:
    men = [PersonFactory(group=cast.group, sex="M") for _ in range(2)]
    client = signed_in(cast.officer)
    answer = act(client, "change_together", men[0], query="sex__exact=M", everything=True)
    men.append(PersonFactory(group=cast.group, sex="M"))
    PersonFactory(group=cast.other_group, village=cast.other_person.village, sex="M")
    sent = client.post(answer["Location"], HAMLET)
    client.post(f"{sent['Location']}confirm/", {"reason": ""})
    assert hamlets(men) == {"Sukamaju"}
    assert Person.objects.filter(hamlet="Sukamaju").count() == 3


def test_a_filter_that_the_admin_site_does_not_know_is_refused(cast: Cast) -> None:
    client = signed_in(cast.officer)
    answer = act(client, "change_together", cast.person, everything=True)
    assert PEOPLE.address("create") in answer["Location"]
    for query in ("admin?nik_hash__startswith=a", "admin?sex__exact__x=1"):
        url = PEOPLE.all_url(token_of(PEOPLE.kind, query, cast.officer))
        assert "filter" in str(client.get(url).context["refusal"]).lower()


def test_who_may_not_enter_acts_on_nothing(cast: Cast) -> None:
    for user in (cast.secretary, cast.viewer):
        for name in ("change_together", "export_chosen"):
            assert act(signed_in(user), name, cast.person).status_code in (302, 403)
    assert not ExportLog.objects.exists()


def test_nothing_is_deleted_by_an_action(cast: Cast) -> None:
    html = signed_in(cast.admin).get(reverse(LIST)).content.decode()
    assert 'value="change_together"' in html
    assert "delete_selected" not in html


def take_out(client: Client, *rows: Model) -> bytes:
    model = type(rows[0])._meta
    url = reverse(f"admin:{model.app_label}_{model.model_name}_changelist")
    ids = [row.pk for row in rows]
    return file_of(client.post(url, {"action": "export_chosen", "_selected_action": ids}))


def test_ticked_rows_are_taken_out_and_logged(cast: Cast) -> None:
    client = signed_in(cast.officer)
    machine = EquipmentFactory(group=cast.group)
    strange = EquipmentFactory(group=cast.other_group)
    for rows in ((cast.person, cast.other_person), (cast.group, cast.other_group)):
        assert take_out(client, *rows)[:2] == b"PK"
    assert take_out(client, machine, strange)[:2] == b"PK"
    logged = ExportLog.objects.order_by("pk")
    assert [log.what for log in logged] == ["members.people", "members.groups", "aid.equipment"]
    assert {(log.rows, log.has_niks, log.user) for log in logged} == {(1, False, cast.officer)}
