import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from core import crypto
from core.crypto import DecryptionError

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@given(st.text(), st.sampled_from(["", "person:7"]))
def test_text_comes_back(text, owner):
    token = crypto.encrypt(text, "nik", owner=owner)
    assert crypto.decrypt(token, "nik", owner=owner) == text


@given(st.binary())
def test_bytes_come_back(data):
    sealed = crypto.encrypt_bytes(data, "import", owner="user:1")
    assert crypto.decrypt_bytes(memoryview(sealed), "import", owner="user:1") == data


def test_the_same_text_never_looks_the_same():
    assert crypto.encrypt("1801105105930001", "nik") != crypto.encrypt("1801105105930001", "nik")


def test_a_token_holds_nothing_of_its_text_and_stays_short():
    token = crypto.encrypt("1801105105930001", "nik")
    assert "1801" not in token
    assert len(token) < 100
    assert token.isascii()


@pytest.mark.parametrize(
    ("purpose", "owner"), [("draft", "user:1"), ("import", "user:2"), ("import", "")]
)
def test_another_purpose_or_owner_does_not_open_it(purpose, owner):
    sealed = crypto.encrypt_bytes(b"rows", "import", owner="user:1")
    assert crypto.decrypt_bytes(sealed, "import", owner="user:1") == b"rows"
    with pytest.raises(DecryptionError):
        crypto.decrypt_bytes(sealed, purpose, owner=owner)


@pytest.mark.parametrize("place", [0, 1, 5, 17, -1])
def test_a_changed_byte_is_noticed(place):
    sealed = bytearray(crypto.encrypt_bytes(b"rows", "import"))
    sealed[place] ^= 1
    with pytest.raises(DecryptionError):
        crypto.decrypt_bytes(bytes(sealed), "import")


@pytest.mark.parametrize("token", ["", "x", "é", "1801105105930001", "AQ=="])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(DecryptionError):
        crypto.decrypt(token, "nik")


def test_keys_rotate(settings):
    settings.CIPHER_KEYS = [OLD]
    token = crypto.encrypt("rahasia", "nik")
    assert not crypto.is_outdated(token)
    settings.CIPHER_KEYS = [NEW, OLD]
    assert crypto.decrypt(token, "nik") == "rahasia"
    assert crypto.is_outdated(token)
    assert not crypto.is_outdated(crypto.encrypt("rahasia", "nik"))
    settings.CIPHER_KEYS = [NEW]
    with pytest.raises(DecryptionError):
        crypto.decrypt(token, "nik")


def test_a_hash_tells_equal_from_different_and_needs_the_key(settings):
    digest = crypto.keyed_hash("1801105105930001")
    assert digest == crypto.keyed_hash("1801105105930001")
    assert digest != crypto.keyed_hash("1801105105930002")
    assert digest != crypto.keyed_hash("1801105105930001", "phone")
    assert len(digest) == 64
    assert int(digest, 16)
    settings.HASH_KEY = "another key of thirty-two letters"
    assert digest != crypto.keyed_hash("1801105105930001")
