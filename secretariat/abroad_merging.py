"""What of contacts and needs comes over when two records of a person are merged."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.merging import MERGED, Merge, MergePart, add_merge, repoint, repointing
from secretariat.models import Need

_NEED = "secretariat.Need.person"


def _move_needs(merge: Merge) -> None:
    """What both records say she needs once."""
    known = {row.kind: row for row in Need.objects.current().filter(person=merge.kept)}
    twins = Need.objects.current().filter(person=merge.other, kind__in=known)
    for row in twins.order_by("pk"):
        mine = known[row.kind]
        mine.note = mine.note or row.note
        mine.save(update_fields=["note"])
        row.end(on=timezone.localdate(), reason=str(MERGED))
    repoint(merge, _NEED)


add_merge(
    repointing("contacts", _("Contacts while abroad"), "secretariat.Contact.person", order=310),
    MergePart(
        key="needs",
        label=_("Needs"),
        fields=(_NEED,),
        count=lambda person: person.needs.count(),
        move=_move_needs,
        order=320,
    ),
)
