"""The site's settings, with the bare views beside its addresses and no collected files."""

from kwt_registry.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.bare"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = None
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
