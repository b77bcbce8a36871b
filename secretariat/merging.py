"""What of the secretariat comes over when two records of a person are merged."""

# production
import secretariat.production_merging  # noqa: F401 - it declares itself
