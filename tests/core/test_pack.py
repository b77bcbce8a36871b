"""Many files as one ZIP: whole, safe to unpack anywhere, and no larger in memory than its parts."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from zipfile import ZipFile

import pytest

from core.exports.pack import SUMS, Entry, file_name, zip_parts

FILES = {"indeks.csv": b"\xef\xbb\xbfNo;Berkas\r\n", "BAST/1.pdf": b"%PDF-1.7" + bytes(5000)}


def entries(files: dict[str, bytes]) -> list[Entry]:
    return [Entry(path, lambda data=data: [data[:7], data[7:]]) for path, data in files.items()]


def test_every_file_comes_back_with_its_checksum() -> None:
    with ZipFile(io.BytesIO(b"".join(zip_parts(entries(FILES))))) as package:
        assert package.testzip() is None
        assert package.namelist() == [*FILES, SUMS]
        assert {path: package.read(path) for path in FILES} == FILES
        sums = package.read(SUMS).decode().splitlines()
    assert sums == [f"{hashlib.sha256(data).hexdigest()}  {path}" for path, data in FILES.items()]


def test_the_same_files_make_the_same_pack() -> None:
    assert b"".join(zip_parts(entries(FILES))) == b"".join(zip_parts(entries(FILES)))


def test_nothing_is_made_before_its_turn() -> None:
    made: list[str] = []

    def parts(name: str) -> Iterator[bytes]:
        made.append(name)
        yield name.encode()

    stream = zip_parts(Entry(name, lambda name=name: parts(name)) for name in ("a", "b"))
    next(stream)
    assert made == ["a"]
    list(stream)
    assert made == ["a", "b"]


def test_memory_does_not_grow_with_the_pack() -> None:
    def peak(number: int) -> int:
        block = bytes(range(256)) * 400
        stream = zip_parts(Entry(f"{n}.bin", lambda: [block] * 10) for n in range(number))
        tracemalloc.start()
        for _ in stream:
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(2)
    assert peak(40) < peak(4) + 300_000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("001/BAST/V/2023", "001-BAST-V-2023"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ('a<b>:"c|d?*', "a-b-c-d-"),
        ("  ", "-"),
        ("...", "-"),
    ],
)
def test_a_number_becomes_the_name_of_a_file(text: str, name: str) -> None:
    assert file_name(text) == name


def test_the_name_of_a_file_is_not_endless() -> None:
    assert len(file_name("nama panjang " * 40)) <= 80
