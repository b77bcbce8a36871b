"""What the secretariat keeps encrypted."""

from core.rotation import Encrypted, add_encrypted

# service desk
from secretariat.models import SealedCase
from secretariat.sealed_content import PURPOSE

add_encrypted(Encrypted(SealedCase, "content", PURPOSE, bound_to=("code",)))
