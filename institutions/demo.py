"""The demonstration's offices: real bodies, with invented heads and addresses."""

from __future__ import annotations

from institutions.models import Institution

_Kind = Institution.Kind
_OFFICES = (
    Institution(
        name="Disnakertrans Kabupaten Lampung Selatan",
        kind=_Kind.DISTRICT_LABOUR,
        region_id="18.01",
        address="Jalan Contoh Nomor 1, Kalianda",
        phone="(0727) 000001",
        head_name="Drs. Harun Prasetya, M.M.",
        head_title="Kepala Dinas Tenaga Kerja dan Transmigrasi",
        head_nip="197001011995031001",
        letterhead=(
            "PEMERINTAH KABUPATEN LAMPUNG SELATAN\n"
            "DINAS TENAGA KERJA DAN TRANSMIGRASI\n"
            "Jalan Contoh Nomor 1, Kalianda 35513"
        ),
    ),
    Institution(
        name="Disnaker Provinsi Lampung",
        kind=_Kind.PROVINCIAL_LABOUR,
        region_id="18",
        address="Jalan Contoh Nomor 2, Bandar Lampung",
        phone="(0721) 000002",
        head_name="Ir. Lestari Widjaja, M.Si.",
        head_title="Kepala Dinas Tenaga Kerja",
        head_nip="196802021994032002",
        letterhead=(
            "PEMERINTAH PROVINSI LAMPUNG\nDINAS TENAGA KERJA\nJalan Contoh Nomor 2, Bandar Lampung"
        ),
    ),
    Institution(
        name="BP3MI Lampung",
        kind=_Kind.BP3MI,
        region_id="18",
        address="Jalan Contoh Nomor 3, Bandar Lampung",
        phone="(0721) 000003",
        head_name="Surya Darmawan, S.H.",
        head_title="Kepala Balai",
        head_nip="197203032000031003",
        letterhead=(
            "KEMENTERIAN PELINDUNGAN PEKERJA MIGRAN INDONESIA\n"
            "BALAI PELAYANAN PELINDUNGAN PEKERJA MIGRAN INDONESIA LAMPUNG\n"
            "Jalan Contoh Nomor 3, Bandar Lampung"
        ),
    ),
    Institution(
        name="Pemerintah Provinsi Lampung",
        kind=_Kind.GOVERNMENT,
        region_id="18",
        address="Jalan Contoh Nomor 4, Bandar Lampung",
        head_title="Gubernur Lampung",
        letterhead="PEMERINTAH PROVINSI LAMPUNG\nJalan Contoh Nomor 4, Bandar Lampung",
    ),
    Institution(
        name="Dinas Pertanian Kabupaten Lampung Selatan",
        kind=_Kind.GOVERNMENT,
        region_id="18.01",
        address="Jalan Contoh Nomor 5, Kalianda",
        head_name="Ir. Bagus Santika",
        head_title="Kepala Dinas",
        head_nip="197104041997031004",
    ),
    Institution(
        name="Pemerintah Desa Bumi Daya",
        kind=_Kind.VILLAGE,
        region_id="18.01.10.2013",
        address="Balai Desa Bumi Daya, Kecamatan Palas",
        head_name="Sutarman",
        head_title="Kepala Desa",
        letterhead=("PEMERINTAH KABUPATEN LAMPUNG SELATAN\nKECAMATAN PALAS\nKEPALA DESA BUMI DAYA"),
    ),
)


def load() -> dict[str, Institution]:
    """Write the offices; return them by name."""
    offices = [Institution(**_values(office)) for office in _OFFICES]
    return {office.name: office for office in Institution.objects.bulk_create(offices)}


def _values(office: Institution) -> dict[str, object]:
    fields = [field.attname for field in Institution._meta.concrete_fields]
    kept = ("id", "code", "version", "changed_at")
    return {name: getattr(office, name) for name in fields if name not in kept}
