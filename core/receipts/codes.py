"""The code of a receipt follows from its act, so that an act knows it before anything is written.

The database makes the same from the same (migration core 0011).
"""

from __future__ import annotations

import uuid

from core.codes import ALPHABET

# Bytes of a random UUID that hold nothing but chance.
RANDOM_BYTES = (0, 1, 2, 3, 4, 5, 12, 13, 14, 15)


def code_of(act: uuid.UUID) -> str:
    """The ten letters and digits under which the receipt of this act is found."""
    return "".join(ALPHABET[act.bytes[at] % len(ALPHABET)] for at in RANDOM_BYTES)
