"""The pages of one's own account, of a group's accounts, and the one-time links."""

from django.urls import path

from accounts.views import handover, invitations, own, secretaries

app_name = "accounts"
GROUP, ROLE = "groups/<slug:code>/", "groups/<slug:code>/<slug:role_code>/"
urlpatterns = [
    path("me/", own.me, name="me"),
    path("me/sign-ins/end/", own.session_end, name="session_end"),
    path("me/second-step/", own.second_step, name="second_step"),
    path("me/hand-over/", handover.hand_over, name="hand_over"),
    path("link/<str:token>/", invitations.invitation, name="invitation"),
    path(GROUP, secretaries.secretary_list, name="secretary_list"),
    path(f"{GROUP}add/", secretaries.secretary_create, name="secretary_create"),
    path(f"{ROLE}link/", secretaries.secretary_link, name="secretary_link"),
    path(f"{ROLE}edit/", secretaries.secretary_update, name="secretary_update"),
    path(f"{ROLE}end/", secretaries.secretary_end, name="secretary_end"),
]
