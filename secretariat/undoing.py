"""What of the secretariat returns when an act is taken back."""

# production
import secretariat.production_undoing  # noqa: F401 - it declares itself
"""What of the secretariat returns when an act is taken back; each part says it for itself."""

import secretariat.abroad_undoing  # noqa: F401 - it registers itself
"""What of the secretariat's rows returns when an act is taken back."""

from secretariat import visit_undoing  # noqa: F401 - visits and minutes
from core.undo.rules import Undo, add_undo
from secretariat.models import CheckIn

# monthly check
add_undo(Undo(CheckIn))
# service desk
from secretariat import desk_undoing  # noqa: F401 - it registers itself
