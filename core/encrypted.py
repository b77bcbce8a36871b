"""What core keeps encrypted, and how the history tells of a change of keys."""

from django.utils.translation import gettext_lazy as _

from core import drafts
from core.bulk_edit.parked import PURPOSE as BULK_PURPOSE
from core.history_words import name_acts
from core.imports.parked import PURPOSE, SOURCE_PURPOSE
from core.models import BulkEdit, Draft, Import
from core.rotation import ACT, Encrypted, add_encrypted

add_encrypted(Encrypted(BulkEdit, "payload", BULK_PURPOSE, bound_to=("owner_id", "code")))
add_encrypted(Encrypted(Draft, "payload", drafts.PURPOSE, bound_to=("owner_id", "code")))
add_encrypted(Encrypted(Import, "payload", PURPOSE, bound_to=("owner_id", "code")))
add_encrypted(Encrypted(Import, "source", SOURCE_PURPOSE, bound_to=("owner_id", "code")))

name_acts({ACT: _("gave up values whose key is lost")})
