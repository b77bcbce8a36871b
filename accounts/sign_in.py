"""allauth's addresses: sign-in and protection are open, what needs an e-mail is shut.

The shut ones stand first, so that allauth can still name them in its own pages.
"""

from django.urls import include, path, re_path

from accounts.views.own import closed

CLOSED = (
    "signup",
    "email",
    "confirm-email",
    "password/set",
    "password/reset",
    "login/code",
    "inactive",
)

urlpatterns = [
    re_path(rf"^(?:{'|'.join(CLOSED)})/(?P<rest>.*)$", closed, name="closed"),
    path("", include("allauth.urls")),
]
