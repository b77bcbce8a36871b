"""The addresses of allauth and of Django, which bear no mark of ours: part of `addresses.py`."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address

# allauth's addresses that need an e-mail: in the URLconf, but taken by `closed` before.
SHUT = Address(get=404, mark="public")
# Only with a second step, which nobody here has.
NO_STEP = Address(get=302, mark="signed in")
NONE_YET = Address(get=404, mark="signed in")


def nothing(place: Place, user: object) -> dict[str, Any]:
    return {}


SIGN_IN: dict[str, Address] = {
    "closed": Address(path="/accounts/signup/anything/", get=404),
    "account_login": Address(get=302, anonymous=200, mark="public"),
    "account_logout": Address(data=nothing, writes=False, anonymous=302, mark="public"),
    "account_inactive": SHUT,
    "account_signup": SHUT,
    "account_email": SHUT,
    "account_email_verification_sent": SHUT,
    "account_set_password": SHUT,
    "account_reset_password": SHUT,
    "account_confirm_login_code": SHUT,
    "account_confirm_email": Address(kwargs=lambda place: {"key": "x"}, get=404, mark="public"),
    "account_reset_password_from_key_done": SHUT,
    "account_reset_password_from_key": Address(
        kwargs=lambda place: {"uidb36": "1", "key": "x"}, get=404, mark="public"
    ),
    "account_reset_password_done": SHUT,
    "account_reauthenticate": Address(mark="signed in"),
    "account_change_password": Address(mark="signed in"),
    "mfa_login_webauthn": Address(get=302, mark="public"),
    "mfa_index": Address(mark="signed in"),
    "mfa_authenticate": Address(get=302, mark="public"),
    "mfa_reauthenticate": NO_STEP,
    "mfa_activate_totp": Address(mark="signed in"),
    "mfa_deactivate_totp": NONE_YET,
    "mfa_view_recovery_codes": NONE_YET,
    "mfa_generate_recovery_codes": Address(mark="signed in"),
    "mfa_download_recovery_codes": NONE_YET,
    "mfa_list_webauthn": Address(mark="signed in"),
    "mfa_add_webauthn": Address(mark="signed in"),
    "mfa_reauthenticate_webauthn": NO_STEP,
    "mfa_remove_webauthn": Address(kwargs=lambda place: {"pk": 1}, get=404, mark="signed in"),
    "mfa_edit_webauthn": Address(kwargs=lambda place: {"pk": 1}, get=404, mark="signed in"),
    "usersessions_list": Address(data=nothing, writes=False, mark="signed in"),
    "set_language": Address(get=302),
}
