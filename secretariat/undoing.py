"""What of the secretariat returns when an act is taken back."""

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    abroad_undoing,
    checkin_undoing,
    desk_undoing,
    production_undoing,
    visit_undoing,
)
