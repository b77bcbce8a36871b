"""The secretariat in the admin site: the list of commodities; the rest to read."""

# production
import secretariat.production_admin  # noqa: F401 - it declares itself
"""The secretariat in the admin site; each part for itself."""

import secretariat.abroad_admin  # noqa: F401 - it registers itself
"""The secretariat in the admin site."""

from secretariat import visit_admin  # noqa: F401 - visits and minutes
"""The secretariat in the admin site, to read."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin
from secretariat.models import CheckIn


# monthly check
@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    list_display = ("group", "month", "members_changed", "machines_sound", "has_problem")
    list_select_related = ("group",)
    list_filter = ("month", "has_problem")
"""The secretariat in the admin site."""

# service desk
from secretariat import desk_admin  # noqa: F401 - it registers itself
