"""How the changes of the secretariat are told."""

# production
import secretariat.production_history_words  # noqa: F401 - it declares itself
"""How the changes to the secretariat's rows are told; each part for itself."""

import secretariat.abroad_history  # noqa: F401 - it registers itself
"""How the changes to the secretariat's rows are told."""

from secretariat import visit_history  # noqa: F401 - declares what visits and minutes tell
