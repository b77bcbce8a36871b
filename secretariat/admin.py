"""The secretariat in the admin site: the list of commodities; the rest to read."""

# production
import secretariat.production_admin  # noqa: F401 - it declares itself
"""The secretariat in the admin site; each part for itself."""

import secretariat.abroad_admin  # noqa: F401 - it registers itself
"""The secretariat in the admin site."""

from secretariat import visit_admin  # noqa: F401 - visits and minutes
