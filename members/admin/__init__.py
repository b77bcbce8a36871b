"""Groups and people in the admin site, whole and by the same acts as on their pages."""

from members.admin import groups, people, synonyms

__all__ = ["groups", "people", "synonyms"]
