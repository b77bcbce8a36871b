"""secretariat.job_abroad: which words tell of a job abroad."""

from __future__ import annotations

import pytest

from secretariat.job_abroad import told_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dibuka lowongan kerja di Taiwan, gaji besar", "lowongan kerja di Taiwan"),
        ("Bekerja ke Malaysia tanpa potongan", "Bekerja ke Malaysia"),
        ("Magang\ndi pabrik Jepang", "Magang di pabrik Jepang"),
        ("JOB ORDER baru", "JOB ORDER"),
        ("Dicari perawat lansia di Hong Kong", "Dicari perawat lansia di Hong Kong"),
        ("Gaji 25.000 NTD sebulan", "NTD"),
        ("Berangkat ke luar negeri bulan depan", "Berangkat ke luar negeri"),
        ("Calon TKI diundang", "TKI"),
    ],
)
def test_told_in_finds_a_job_abroad(text: str, found: str) -> None:
    assert told_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pinjaman modal usaha untuk PMI purna dari Taiwan dan Malaysia",
        "Untuk ibu yang pernah bekerja di Taiwan",
        "Pelatihan bagi mantan TKI",
        "Sesudah bekerja di luar negeri: mulai usaha sendiri",
        "Pembeli cabai dari Singapura",
        "Lowongan kerja di pabrik Kalianda",
        "Kelompok kerja desa",
    ],
)
def test_told_in_leaves_what_lies_behind_her_and_what_is_at_home(text: str) -> None:
    assert told_in(text) == ""
