"""Encryption of what must not be read from a stolen copy, and keyed hashes to find it again.

AES-GCM under a key derived for each purpose, so that a value of one purpose does not open as
another's; ``owner`` binds it further, to a row or a user. A token is base64url of
version (1 byte) · key id (4) · nonce (12) · ciphertext and tag. The first of ``CIPHER_KEYS``
encrypts, all of them decrypt.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_VERSION = b"\x01"
_KEY_ID = slice(1, 5)
_NONCE = slice(5, 17)
_BODY = slice(17, None)
_LABEL = b"kwt_registry:"
HASH_MARK = 8


class DecryptionError(Exception):
    """No key opens it: changed, cut, of another purpose or owner, or its key is gone."""


def encrypt(text: str, purpose: str, *, owner: str = "") -> str:
    """Encrypt a text; the same text gives another token each time."""
    return base64.urlsafe_b64encode(encrypt_bytes(text.encode(), purpose, owner=owner)).decode()


def decrypt(token: str, purpose: str, *, owner: str = "") -> str:
    """The text of a token. Raises DecryptionError."""
    return decrypt_bytes(_unpacked(token), purpose, owner=owner).decode()


def encrypt_bytes(data: bytes, purpose: str, *, owner: str = "") -> bytes:
    """Encrypt a file or a parked copy, readable only with the same purpose and owner."""
    key_id, cipher = _ciphers(_cipher_keys(), purpose)[0]
    nonce = secrets.token_bytes(12)
    return _VERSION + key_id + nonce + cipher.encrypt(nonce, data, owner.encode())


def decrypt_bytes(data: bytes | memoryview, purpose: str, *, owner: str = "") -> bytes:
    """The bytes that ``encrypt_bytes`` was given. Raises DecryptionError."""
    data = bytes(data)
    for key_id, cipher in _ciphers(_cipher_keys(), purpose):
        if data[:1] == _VERSION and data[_KEY_ID] == key_id:
            try:
                return cipher.decrypt(data[_NONCE], data[_BODY], owner.encode())
            except (InvalidTag, ValueError):
                break
    raise DecryptionError("no key opens this value")


def is_outdated(token: str | bytes | memoryview) -> bool:
    """Whether another key than the newest wrote it, so that a rotation has to write it again."""
    data = _unpacked(token) if isinstance(token, str) else bytes(token)
    return data[_KEY_ID] != _key_id(_cipher_keys()[0])


def keyed_hash(text: str, purpose: str = "nik") -> str:
    """64 hex digits that tell equal texts of one purpose and nothing else, without the key.

    The first ``HASH_MARK`` of them name the key, so that hashes of two keys can be told apart.
    """
    message = _LABEL + purpose.encode() + b"\0" + text.encode()
    digest = hmac.new(_as_bytes(settings.HASH_KEY), message, hashlib.sha256).hexdigest()
    return hash_mark() + digest[HASH_MARK:]


def is_hash_outdated(digest: str) -> bool:
    """Whether another key than the present one made it."""
    return not digest.startswith(hash_mark())


def hash_mark() -> str:
    """What the hashes of the present key begin with; gives nothing of the key away."""
    return _key_id(_as_bytes(settings.HASH_KEY)).hex()


def cipher_mark() -> str:
    """What tells the newest cipher key from others; gives nothing of the key away."""
    return _key_id(_cipher_keys()[0]).hex()


def _cipher_keys() -> tuple[bytes, ...]:
    return tuple(_as_bytes(key) for key in settings.CIPHER_KEYS)


def _as_bytes(key: str | bytes) -> bytes:
    return key if isinstance(key, bytes) else key.encode()


def _unpacked(token: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(token.encode("ascii"))
    except ValueError as error:
        raise DecryptionError("not a token") from error


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(_LABEL + b"key id\0" + key).digest()[:4]


# Deriving costs more than encrypting a NIK: 10,000 of them share one derivation.
@lru_cache(maxsize=64)
def _ciphers(keys: tuple[bytes, ...], purpose: str) -> list[tuple[bytes, AESGCM]]:
    return [(_key_id(key), AESGCM(_derived(key, purpose))) for key in keys]


def _derived(key: bytes, purpose: str) -> bytes:
    info = _LABEL + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)
