"""What of the secretariat ends with a group that is dissolved."""

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    desk_dissolution,
    visit_dissolution,
)
