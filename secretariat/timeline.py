"""What the secretariat tells on the timelines of groups and people."""

# production
import secretariat.production_timeline  # noqa: F401 - it declares itself
"""What the secretariat tells on timelines; each part for itself."""

import secretariat.abroad_timeline  # noqa: F401 - it registers itself
"""What the secretariat tells on the timelines of people and groups."""

from secretariat import visit_timeline  # noqa: F401 - visits and minutes
from core.registry import add_timeline
from secretariat.checkin_timeline import CHECK_INS

# monthly check
add_timeline(CHECK_INS)
"""What the secretariat tells on timelines."""

# service desk
from secretariat import desk_timeline  # noqa: F401 - it registers itself
