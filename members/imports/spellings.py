"""How groups and offices spell the columns and words of a member list.

These are the spellings that come with the register; ``Synonym`` holds them and the office's own,
and the office's go first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.models import Synonym
from core.text import name_key, sort_key

MEMBER, NO_MEMBER = "member", "no member"
COLUMN, COUNTRY, OFFICE, EDUCATION = "people.column", "country", "office", "education"

HEADERS = {
    "code": "kode, kode anggota",
    "name": "nama, nama lengkap, nama anggota, nama pmi, nama pmi purna, nama sesuai ktp,"
    "nama anggota kelompok, nama lengkap anggota, nama lengkap sesuai ktp",
    "nickname": "panggilan, nama panggilan, alias, nama alias",
    "nik": "nik, no nik, nomor nik, no ktp, nomor ktp, ktp, nik ktp, no ktp nik, no nik ktp,"
    "nomor induk kependudukan, no induk kependudukan",
    "sex": "jenis kelamin, kelamin, jk, l p, p l, gender, jns kelamin, jenis kel",
    "birth": "tempat tanggal lahir, tempat tgl lahir, ttl, tempat dan tanggal lahir,"
    "tmp tgl lahir, tempat tgl lhr, tempat dan tgl lahir, kelahiran, tempat lahir tanggal lahir",
    "birth_place": "tempat lahir, tmp lahir, kota lahir",
    "birth_date": "tanggal lahir, tgl lahir, tahun lahir, lahir, thn lahir, tgl lhr",
    "rt_rw": "rt rw, rt dan rw",
    "rt": "rt",
    "rw": "rw",
    "hamlet": "dusun, dsn, lingkungan, kampung, nama dusun",
    "address": "alamat, alamat rumah, alamat lengkap, alamat tinggal, alamat ktp, alamat rt rw,"
    "domisili, tempat tinggal",
    "village": "desa, desa kelurahan, kelurahan, nama desa, desa kel, pekon",
    "phone": "no hp, hp, telepon, no telepon, telp, no telp, no wa, wa, hp wa, nomor hp, no hp wa,"
    "whatsapp, nomor telepon, kontak, no kontak, handphone, no handphone, nomor wa, telepon hp",
    "education": "pendidikan, pendidikan terakhir, pend, pend terakhir, ijazah terakhir",
    "marital_status": "status perkawinan, status kawin, status pernikahan, perkawinan,status nikah",
    "office": "jabatan, jabatan dalam kelompok, kedudukan, jabatan kelompok, posisi,"
    "jabatan dalam organisasi, kepengurusan",
    "member_status": "status keanggotaan, keanggotaan, status anggota",
    "joined": "tgl masuk kelompok, tanggal masuk kelompok, tgl masuk, tanggal masuk, tahun masuk,"
    "tanggal bergabung, tgl bergabung, tahun bergabung, bergabung, masuk kelompok,"
    "anggota sejak, mulai bergabung",
    "country": "negara, negara penempatan, eks negara, negara tujuan, negara bekerja, ex negara,"
    "mantan negara, negara tempat bekerja, penempatan, negara tujuan bekerja, purna dari,"
    "bekas negara, eks pmi, eks tki, mantan pmi",
    "departed": "tahun berangkat, berangkat, tgl berangkat, tanggal berangkat, thn berangkat,"
    "keberangkatan, tahun keberangkatan, tanggal keberangkatan",
    "returned": "tahun pulang, pulang, tgl pulang, tanggal pulang, thn pulang, kepulangan,"
    "tahun kembali, kembali, tahun kepulangan, tanggal kepulangan",
    "stay": "status pmi, status penempatan, status tki, masih di luar negeri",
    "occupation": "pekerjaan di luar negeri, pekerjaan di ln, pekerjaan selama di ln,"
    "jabatan di luar negeri, pekerjaan di negara penempatan",
    "sector": "sektor, sektor pekerjaan, bidang pekerjaan",
}
# These count only where no clearer header of the sheet means the same column.
WEAK_HEADERS = {
    "birth_place": "tempat",
    "member_status": "status",
    "occupation": "pekerjaan, jenis pekerjaan, profesi",
}
OFFICES = {
    "chair": "ketua, ketua kelompok, ketua kwt",
    "vice_chair": "wakil, wakil ketua, waket",
    "secretary": "sekretaris, sekertaris, sekretaris kwt",
    "treasurer": "bendahara, bendahara kwt",
    MEMBER: "anggota, anggota biasa, anggota kelompok",
}
EDUCATIONS = {
    "none": "tidak sekolah, belum sekolah, tidak tamat sd, tidak tamat, tdk sekolah",
    "sd": "sd, mi, sr, sekolah dasar, tamat sd, sd sederajat, sd/mi, paket a",
    "smp": "smp, sltp, mts, tamat smp, smp sederajat, smp/mts, smp/sltp, paket b",
    "sma": "sma, slta, ma, smu, tamat sma, sma sederajat, sma/ma, sma/slta, sma/smk, paket c",
    "smk": "smk, stm, smea, smkk, smk sederajat",
    "diploma": "d1, d2, d3, d4, d-i, d-ii, d-iii, d-iv, diploma, diploma 3, akademi,diploma d1-d4",
    "s1": "s1, sarjana, s-1, strata 1, sarjana s1",
    "s2": "s2, s-2, s3, s-3, magister, pasca sarjana, doktor,"
    "magister atau lebih tinggi, magister atau lebih tinggi s2/s3",
}
MARITAL = {
    "single": "belum kawin, belum menikah, lajang, gadis, bk",
    "married": "kawin, menikah, nikah, sudah menikah, kawin tercatat",
    "divorced": "cerai, cerai hidup, janda cerai",
    "widowed": "cerai mati, janda, duda, janda mati",
}
STATUSES = {
    MEMBER: "aktif, anggota, anggota tetap, anggota aktif, ya",
    "prospective": "calon, calon anggota",
    NO_MEMBER: "bukan anggota, mantan anggota",
}
SEXES = {
    "F": "p, pr, perempuan, wanita, female, w",
    "M": "l, lk, laki laki, laki, pria, male",
}


def split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def by_key(words: Mapping[str, str]) -> dict[str, str]:
    """name_key of each spelling → what it means."""
    return {name_key(word): value for value, text in words.items() for word in split(text)}


def defaults() -> Iterator[tuple[str, str, str]]:
    """Kind, spelling and meaning of all that the table of synonyms starts with."""
    for kind, words in ((COLUMN, HEADERS), (OFFICE, OFFICES), (EDUCATION, EDUCATIONS)):
        for target, text in words.items():
            yield from ((kind, sort_key(word), target) for word in split(text))


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings in the table, by what they stand for."""

    columns: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    educations: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Spellings:
        """One query for all."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        rows = Synonym.objects.filter(kind__in=[COLUMN, COUNTRY, OFFICE, EDUCATION])
        for kind, key, target in rows.values_list("kind", "key", "target"):
            found[kind][key if kind == COLUMN else name_key(key)] = target
        return cls(found[COLUMN], found[COUNTRY], found[OFFICE], found[EDUCATION])
