"""What the search field finds of the secretariat."""

from secretariat import desk_search  # noqa: F401 - importing is enough
