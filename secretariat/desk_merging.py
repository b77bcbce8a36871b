"""When two records of a person are merged, what she asked the desk comes over as it is.

A sealed case names its people by their codes, which go on leading to the record that stays.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.merging import add_merge, repointing

add_merge(
    repointing(
        "services",
        _("Services of the desk"),
        "secretariat.Service.asker",
        "secretariat.Service.about",
    )
)
