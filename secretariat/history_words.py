"""How the changes of the secretariat are told."""

# production
import secretariat.production_history_words  # noqa: F401 - it declares itself
