"""How the changes to services of the desk are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.history_words import HistorySource, Told, add_history, name_acts, tell
from secretariat.models import Referral, Service, ServiceNote, ServiceTopic

CONTACT = "members.view_contact"

tell(Told(ServiceTopic, label=lambda row, name_of: row["name"], hidden=frozenset(["key"])))
tell(
    Told(
        Service,
        label=lambda row, name_of: row["asker_name"],
        name="asker_name",
        hidden=frozenset(["code", "rank"]),
        withheld={"phone": CONTACT},
    )
)
tell(
    Told(
        ServiceNote,
        label=lambda row, name_of: row["text"][:60],
        name="text",
        hidden=frozenset(["service"]),
    )
)
tell(
    Told(
        Referral,
        label=lambda row, name_of: name_of(row, "institution"),
        name="institution__name",
        hidden=frozenset(["code", "service"]),
    )
)

add_history(
    HistorySource(Service, Service),
    HistorySource(Service, ServiceNote, "service_id"),
    HistorySource(Service, Referral, "service_id"),
)

name_acts(
    {
        "secretariat.add_service": _("wrote down a visit to the desk"),
        "secretariat.change_service": _("went on with a service of the desk"),
        "secretariat.import_service": _("imported an old visitor’s book"),
    }
)
