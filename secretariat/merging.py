"""What of the secretariat comes over when two records of a person are merged."""

# production
import secretariat.production_merging  # noqa: F401 - it declares itself
"""What of the secretariat comes over when two people are merged; each part for itself."""

import secretariat.abroad_merging  # noqa: F401 - it registers itself
from secretariat import meeting_merging  # noqa: F401 - attendance at meetings
"""What of the secretariat comes over when two people are merged."""

# service desk
from secretariat import desk_merging  # noqa: F401 - it registers itself
