"""How the changes of what the secretariat keeps are told."""

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    abroad_history,
    checkin_history,
    desk_history_words,
    production_history_words,
    visit_history,
)
