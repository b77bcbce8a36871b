"""The secretariat in the admin site: reference lists to change, the rest to read."""

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    abroad_admin,
    checkin_admin,
    desk_admin,
    production_admin,
    visit_admin,
)
