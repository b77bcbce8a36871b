"""Ekspor register sertifikat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from core.exports.columns import (
    Chunk,
    Column,
    ExportSpec,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports.cells import choice, plain
from training.exports.names import printed
from training.models import Certificate

PERSON, NAME = "participant__person", "content__name"
GROUP = "participant__through__group__name"


def said(key: str, label: Any, name: str, width: int) -> Column:
    """What the paper says."""
    return Column(key, label, plain(f"content__{name}"), (f"content__{name}",), width)


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column(
        "paper", _("number of the certificate"), plain("number"), ("number",), 28, is_fixed=True
    ),
    Column("edition", _("edition"), plain("edition"), ("edition",), 9),
    Column("name", _("name"), plain("printed"), (), 28, is_fixed=True),
    Column("group", _("group"), plain(GROUP), (GROUP,), 28),
    said("title", _("name of the training"), "title", 36),
    said("topic", _("topic"), "topic", 24),
    said("days", _("held on"), "days", 30),
    said("hours", _("hours"), "hours", 18),
    Column("issued_on", _("date of the certificate"), plain("issued_on"), ("issued_on",), 13),
    Column("state", _("state"), choice("state", Certificate.State), ("state",), 13, is_fixed=True),
    Column("ended_on", _("ended on"), plain("ended_on"), ("ended_on",), 13),
    Column("reason", _("reason"), plain("end_reason"), ("end_reason",), 30),
    said("signer", _("signed by"), "signer__name", 28),
    Column("office", _("issued by"), plain("office__name"), ("office__name",), 30),
)
USUAL = tuple(column.key for column in COLUMNS if column.key not in ("topic", "days", "office"))


class CertificateExport(ExportSpec):
    """The file of the register, in the order of the numbers."""

    kind: ClassVar[str] = "training.certificates"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Register of certificates"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", PERSON, NAME, *self.fields())
        rows = Certificate.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            names_said = chunk[NAME]
            chunk.more["printed"] = printed(chunk, self.user, path=PERSON, names=names_said)
        return chunk


add_list(CertificateExport.kind, _("register of certificates"))
