"""What of the secretariat returns when an act is taken back."""

# production
import secretariat.production_undoing  # noqa: F401 - it declares itself
