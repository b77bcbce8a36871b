"""What a handover's paper says, in Indonesian: frozen when it is issued, and drawn from then on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import override

from aid.models import AidDecree, Condition, Handover, HandoverLine, Title
from core import display
from core.indonesia import day_in_words, rupiah_in_words
from core.text import sort_key
from institutions.models import Institution, Programme

Row = dict[str, Any]

DUTIES = (
    "Menggunakan barang untuk kegiatan kelompok dan memberi giliran yang adil kepada anggota.\n"
    "Merawat barang, menyimpannya di tempat yang aman, dan menanggung biaya pemakaiannya.\n"
    "Tidak menjual, menggadaikan, atau memindahtangankan barang kepada pihak lain.\n"
    "Mencatat pemakaian, serta melaporkan kerusakan dan kehilangan kepada PIHAK PERTAMA."
)
OWNERSHIP = {
    Title.GRANT.value: (
        "Barang diserahkan sebagai hibah dan menjadi milik PIHAK KEDUA sejak berita acara ini"
        " ditandatangani."
    ),
    Title.LOAN.value: (
        "Barang diserahkan sebagai pinjam pakai. Barang tetap milik pemerintah dan dapat ditarik"
        " kembali apabila tidak digunakan sebagaimana mestinya."
    ),
}
TITLES = {Title.GRANT.value: "hibah", Title.LOAN.value: "pinjam pakai"}
CONDITIONS = {
    Condition.GOOD.value: "baik",
    Condition.LIGHT_DAMAGE.value: "rusak ringan",
    Condition.HEAVY_DAMAGE.value: "rusak berat",
}
FUNDING = {
    Programme.Funding.APBN.value: "APBN",
    Programme.Funding.APBD_PROVINCE.value: "APBD Provinsi",
    Programme.Funding.APBD_REGENCY.value: "APBD Kabupaten",
    Programme.Funding.VILLAGE_FUND.value: "Dana Desa",
    Programme.Funding.CSR.value: "CSR",
    Programme.Funding.OWN.value: "Swadaya",
    Programme.Funding.OTHER.value: "Lainnya",
}


def figures(quantity: Decimal) -> str:
    """``2``, ``1.500`` or ``2,5``."""
    whole, _point, part = f"{quantity.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def accepted(line: HandoverLine) -> Decimal:
    """What the group really took."""
    return line.quantity - line.refused_quantity


def value_of(line: HandoverLine) -> int | None:
    """Of what was taken, in whole rupiah; None where no price is known."""
    if line.unit_price is None:
        return None
    return int((accepted(line) * line.unit_price).quantize(Decimal(1), ROUND_HALF_UP))


def serials_of(line: HandoverLine) -> list[str]:
    return [text for text in map(str.strip, line.serials.splitlines()) if text]


def content_of(handover: Handover, *, verify_url: str = "") -> Row:
    """All that the paper says, ready to be drawn; ``verify_url`` stands on own papers alone."""
    with override("id"):
        lines = list(handover.lines.select_related("kind", "proposal_line__decree"))
        return {
            "number": handover.register_number,
            "giver_number": handover.giver_number,
            "is_own": handover.is_own,
            "office": handover.office.name,
            "letterhead": letterhead(handover.office),
            "sign": handover.office.logo.sha256 if handover.office.logo else "",
            "date": handover.handed_on.isoformat(),
            "day": display.long_date(handover.handed_on),
            "day_words": day_in_words(handover.handed_on),
            "place": handover.place,
            "title": TITLES[handover.title],
            "ownership": OWNERSHIP[handover.title],
            "programme": _programme(handover.programme),
            "basis": _basis(handover, lines),
            "duties": [text for text in handover.duties.splitlines() if text.strip()],
            "order_reason": handover.order_reason,
            "verify_url": verify_url,
            "verify_code": handover.verify_code,
            **_parties(handover),
            **_goods(lines),
            "photos": [
                {"sha256": photo.file.sha256, "caption": photo.caption}
                for photo in handover.photos.select_related("file")
            ],
        }


def letterhead(office: Institution) -> list[str]:
    return [line.strip() for line in office.letterhead.splitlines() if line.strip()]


def _programme(programme: Programme | None) -> Row | None:
    if programme is None:
        return None
    return {
        "name": programme.name,
        "year": str(programme.year),
        "funding": FUNDING[programme.funding],
    }


def _parties(handover: Handover) -> Row:
    group, giver = handover.group, handover.giver
    return {
        "giver": giver.name,
        "channel": handover.channel.name if handover.channel else "",
        "accompanying": handover.accompanying.name if handover.accompanying else "",
        "group": group.name,
        "village": group.village.path,
        "first": {
            "name": handover.first_name,
            "position": handover.first_position,
            "nip": handover.first_nip,
            "on_behalf": giver.name,
            "address": giver.address,
        },
        "second": {
            "name": handover.receiver_name,
            "position": handover.receiver_position,
            "on_behalf": group.name,
            "address": ", ".join(filter(None, (group.address, group.village.path))),
        },
        "witnesses": [
            {"name": w.name, "position": w.position, "nip": w.nip} for w in handover.witnesses.all()
        ],
    }


def _basis(handover: Handover, lines: Sequence[HandoverLine]) -> list[str]:
    """The decrees that the lines were decreed by, the agreement, and what was typed besides."""
    decrees: dict[int, AidDecree] = {
        line.proposal_line.decree.pk: line.proposal_line.decree
        for line in lines
        if line.proposal_line and line.proposal_line.decree
    }
    found = [
        f"Keputusan {d.issuer} Nomor {d.number} tanggal {display.long_date(d.date)}"
        + (f" tentang {d.title}" if d.title else "")
        for d in decrees.values()
    ]
    if handover.agreement_number:
        kind = "Perjanjian Pinjam Pakai" if handover.title == Title.LOAN else "NPHD"
        day = display.long_date(handover.agreement_date)
        found.append(f"{kind} Nomor {handover.agreement_number}" + (f" tanggal {day}" * bool(day)))
    typed = filter(None, map(str.strip, handover.legal_basis.splitlines()))
    return [*found, *(text for text in typed if not _says_again(text, found))]


def _says_again(typed: str, found: Sequence[str]) -> bool:
    """A decree that was typed too stands there once."""
    said = sort_key(typed)
    return any(sort_key(text).startswith(said) for text in found)


def _goods(lines: Sequence[HandoverLine]) -> Row:
    values = [value for line in lines if (value := value_of(line)) is not None]
    total = sum(values)
    return {
        "goods": [_good(line) for line in lines],
        "refused": [_refused(line) for line in lines if line.refused_quantity],
        "has_values": bool(values),
        "total": display.rupiah(total),
        "total_words": rupiah_in_words(total),
        "lacks_values": len(values) < len(lines),
    }


def _good(line: HandoverLine) -> Row:
    value = value_of(line)
    return {
        "name": line.kind.name,
        "brand": line.brand,
        "specification": line.specification,
        "serials": serials_of(line),
        "built": str(line.built) if line.built else "",
        "quantity": figures(accepted(line)),
        "unit": line.unit,
        "price": display.rupiah(line.unit_price),
        "value": display.rupiah(value),
        "condition": CONDITIONS[line.condition],
        "accessories": line.accessories,
    }


def _refused(line: HandoverLine) -> Row:
    return {
        "name": " ".join(filter(None, (line.kind.name, line.brand))),
        "quantity": f"{figures(line.refused_quantity)} {line.unit}",
        "delivered": f"{figures(line.quantity)} {line.unit}",
        "reason": line.refused_reason,
    }
