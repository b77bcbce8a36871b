"""What of the secretariat ends with a group that is dissolved."""

from secretariat import visit_dissolution  # noqa: F401 - visits that are still planned
"""What of the secretariat hangs on a group that is dissolved."""

# service desk
from secretariat import desk_dissolution  # noqa: F401 - it registers itself
