"""What the search field finds of the secretariat."""

# service desk
from secretariat import desk_search  # noqa: F401 - it registers itself
