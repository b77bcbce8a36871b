"""What is kept encrypted of a person."""

from core.rotation import Encrypted, add_encrypted
from members.models import Person
from members.models.people import NIK_PURPOSE

add_encrypted(Encrypted(Person, "nik_cipher", NIK_PURPOSE, hash="nik_hash"))
