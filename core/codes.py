"""Random codes for addresses and paper: letters and digits without look-alikes."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10
PUBLIC_CODE_LENGTH = 16


def new_code(length: int = CODE_LENGTH) -> str:
    """A new random code; 10 characters hold 8e14 values, the database keeps each unique."""
    # Far more random bits than letters need: no letter is noticeably likelier than another.
    number = secrets.randbits(8 * length + 64)
    letters = []
    for _ in range(length):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def new_public_code() -> str:
    """A code that is printed for anybody to look up: too long to be guessed."""
    return new_code(PUBLIC_CODE_LENGTH)


def is_code(text: str) -> bool:
    """Whether a text from an address can be a code at all."""
    return 0 < len(text) <= PUBLIC_CODE_LENGTH and set(text) <= set(ALPHABET)


def typed_code(text: str) -> str:
    """A printed code as somebody types it: spaces, hyphens and capitals do not matter."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def in_groups(code: str) -> str:
    """``abcd-efgh-jkmn-pqrs``: a long code for paper, as it can be read aloud."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
