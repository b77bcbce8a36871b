"""Invented names, as they are heard in the transmigrants' villages of South Lampung."""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    "Sri Siti Endang Sumiati Sulastri Suryati Sunarti Winarti Partini Suprihatin Rusmini Yatmi"
    " Kasmiati Lasmini Supriyati Sumarni Tumini Nuryati Ngatini Marsini Eka Dwi Tri Dewi Ratih"
    " Retno Wahyu Indah Yuni Rina Lina Erna Heni Yanti Umi Nurul Lailatul Maysaroh Halimah"
    " Rokayah Munawaroh Zubaidah Ida Imas Euis Neneng Iis Lilis Rosita Yulia Mega Desi Novi Septi"
)
_SECOND = _words(
    "Wahyuni Handayani Lestari Rahayu Astuti Purwanti Setyowati Widayati Susilowati Mulyani"
    " Hastuti Utami Kurniawati Indriani Puspitasari Pertiwi Maryati Fitriani Anggraini Safitri"
    " Nuraini Khasanah Khotimah Rohmawati Nurjanah Marlina Oktaviani Sari Susanti Wulandari"
    " Suryani Mardiana Yuliana Rosmiati Hartati Suminar Kartika Apriyani Haryanti Daryati"
)
_SINGLE = _words(
    "Sumini Kasinem Tukiyem Paniyem Wagiyem Sukinah Rubiyem Murtini Karsiyah Saminah Poniyah"
    " Suwarti Jumirah Misirah Rasiyem Turiyah Sutarmi Jariyah Wakini Kartinah"
)
_BALI_BORN = ("Ni Wayan", "Ni Made", "Ni Nyoman", "Ni Ketut", "Ni Luh", "Ni Kadek", "Ni Komang")
_BALI = _words(
    "Suartini Astini Sukerti Widiani Ariani Sudiasih Murniati Rasmini Suryani Puspawati Sulasih"
    " Ratnadi Kusumawati Armini Sumerti Yuliani Trisnawati Darmini"
)
_MEN = _words(
    "Agus Slamet Supriyanto Wagiman Sutrisno Eko Joko Bambang Sugeng Hendra Rudi Ahmad Mukhlis"
    " Heri Yanto Sarno Dedi Asep Wawan Untung"
)
_MEN_SECOND = _words(
    "Prasetyo Santoso Wibowo Hidayat Setiawan Susanto Nugroho Riyadi Saputra Kurniawan Purnomo"
    " Hariyanto Maulana Sudrajat"
)


def woman(rng: Random, *, is_balinese: bool = False) -> str:
    """A woman's name; many have a single one."""
    if is_balinese:
        return f"{rng.choice(_BALI_BORN)} {rng.choice(_BALI)}"
    if rng.random() < 0.07:
        return rng.choice(_SINGLE)
    return f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"


def man(rng: Random) -> str:
    return f"{rng.choice(_MEN)} {rng.choice(_MEN_SECOND)}"


def unused(rng: Random, used: set[str], *, sex: str, is_balinese: bool = False) -> str:
    """A name that nobody of the demonstration bears yet."""
    for _attempt in range(200):
        name = man(rng) if sex == "M" else woman(rng, is_balinese=is_balinese)
        if name not in used:
            used.add(name)
            return name
    raise RuntimeError("the lists of names are too short for the demonstration")
