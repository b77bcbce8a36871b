"""What the secretariat tells on the timelines of groups and people."""

from core.registry import add_timeline

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    abroad_timeline,
    desk_timeline,
    production_timeline,
    visit_timeline,
)
from secretariat.checkin_timeline import CHECK_INS

add_timeline(CHECK_INS)
