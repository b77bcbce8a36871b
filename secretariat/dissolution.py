"""What of the secretariat ends with a group that is dissolved."""

from secretariat import visit_dissolution  # noqa: F401 - visits that are still planned
