"""Sign-in: by password, passkey or code; rights come from the table of acts alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from accounts.models import Assignment


class Backend(AuthenticationBackend):
    """allauth's backend, closed to demo accounts outside the demo."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """A closed account is refused in the words of a wrong password: neither is told apart."""
        user = super().authenticate(request, **credentials)
        # What allauth keeps here would lead to a page that says "inactive".
        self.unstash_authenticated_user()
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: Any) -> Any:
        """Who is signed in. Whoever has a role comes along with hers, by one query."""
        roles = list(
            Assignment.objects.filter(user=user_id).open().to_scope().select_related("user")
        )
        user = roles[0].user if roles else super().get_user(user_id)
        if roles:
            user.open_assignments = roles
        return user if user is not None and self.user_can_authenticate(user) else None
