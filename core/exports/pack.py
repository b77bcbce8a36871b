"""Many files as one ZIP, written while it is sent, with the checksum of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from core.exports.xlsxfile import Sink

CONTENT_TYPE = "application/zip"
SUMS = "SHA256SUMS.txt"
# A pack of the same rows is the same pack: its entries bear no moment of their own.
EPOCH = (2000, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a pack: where it lies, and what gives its bytes when its turn has come."""

    path: str
    parts: Callable[[], Iterable[bytes]]


def file_name(text: str, *, most: int = 80) -> str:
    """A text as the name of a file on any system: a paper's number may hold slashes."""
    name = " ".join(_UNSAFE.sub("-", text).split()).strip(". ")
    return name[:most].rstrip(". ") or "-"


def zip_parts(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The ZIP, piece by piece, with the memory of one file's piece; checksums stand at its end.

    They are those that ``sha256sum -c SHA256SUMS.txt`` looks at.
    """
    sink, sums = Sink(), []
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for entry in entries:
            digest = hashlib.sha256()
            with package.open(_info(entry.path), "w", force_zip64=True) as file:
                for part in entry.parts():
                    file.write(part)
                    digest.update(part)
                    yield sink.take()
            sums.append(f"{digest.hexdigest()}  {entry.path}\n")
        package.writestr(_info(SUMS), "".join(sums).encode())
    yield sink.take()


def _info(path: str) -> ZipInfo:
    info = ZipInfo(path, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def pack_answer(entries: Iterable[Entry], title: str) -> HttpResponse:
    """The pack under its title; each file is made after the request's transaction."""
    answer: Any = StreamingHttpResponse(zip_parts(entries), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{file_name(title)}.zip")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
