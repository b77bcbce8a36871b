"""What accounts keep encrypted: the secrets of second steps, within allauth's own rows."""

from allauth.mfa.models import Authenticator

from accounts.second_step import PURPOSE
from core.rotation import Encrypted, add_encrypted

add_encrypted(Encrypted(Authenticator, "data", PURPOSE, key="secret"))
add_encrypted(Encrypted(Authenticator, "data", PURPOSE, key="seed"))
