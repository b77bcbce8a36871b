"""Cetak: certificates, one alone or a whole class as one PDF.

Each is drawn from what was frozen when it was issued, so that it comes out the same for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import segno
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.codes import in_groups
from core.documents import paper
from core.exports.columns import add_list
from core.models import ExportLog
from core.storage import picture_of
from training.models import Certificate, Training

Row = dict[str, Any]

add_list("training.certificate", _("certificates on paper"))
MARKS = {Certificate.State.REVOKED.value: "DICABUT", Certificate.State.REPLACED.value: "DIGANTI"}
# segno would try eight masks for the one that is read best, four times as long as to draw it. A
# clean print of this size is read under any of them.
MASK = 4


def certificates_paper(papers: Sequence[Certificate], training: Training, user: Any) -> bytes:
    """What ``drawn`` gives, and a line in the log of who took it."""
    pdf = drawn(papers)
    ExportLog.objects.create(
        user=user,
        what="training.certificate",
        filters=f"{training} · {papers[0]}" if len(papers) == 1 else str(training),
        rows=len(papers),
        area=training.office.region_id,
    )
    return pdf


def drawn(papers: Sequence[Certificate]) -> bytes:
    """The PDF of this office's own certificates, a page each; 404 where there is none."""
    own = [one for one in papers if one.is_own]
    if not own:
        raise Http404
    data = {
        "title": f"Sertifikat {own[0].number}" if len(own) == 1 else own[0].content["title"],
        "certificates": [_page(one) for one in own],
        "signs": _signs({one.content["sign"] for one in own}),
    }
    return paper("certificate", data, day=max(one.issued_on for one in own))


def _page(certificate: Certificate) -> Row:
    said = certificate.content
    return said | {
        "mark": MARKS.get(certificate.state, ""),
        "code_words": in_groups(said["verify_code"]),
        "qr": _qr(said["verify_url"]),
    }


def _qr(url: str) -> str:
    code = segno.make(url, error="m", mask=MASK)
    return str(code.svg_inline(border=2, omitsize=True, light="#fff"))


def _signs(digests: set[str]) -> dict[str, bytes]:
    """The offices' signs that are still there, by digest: each goes in once."""
    found = {sha256: picture_of(sha256) for sha256 in sorted(digests)}
    return {sha256: picture for sha256, picture in found.items() if picture}
