"""What of the secretariat comes over when two records of a person are merged."""

# Each part says it for itself.
from secretariat import (  # noqa: F401 - importing is enough
    abroad_merging,
    desk_merging,
    meeting_merging,
    production_merging,
)
