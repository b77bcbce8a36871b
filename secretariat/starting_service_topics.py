"""The topics with which the desk begins: name, words of old books, whether it is sealed."""

TOPICS = (
    ("Modal dan KUR", "kur, modal, pinjam, kredit", False),
    ("Peluang usaha", "peluang, usaha, lowongan", False),
    ("Pemasaran", "jual, pasar, pembeli, harga", False),
    ("Perizinan", "izin, pirt, halal, nib, sertifikat produk", False),
    ("Informasi penempatan aman", "berangkat, penempatan, resmi, magang", False),
    ("Dokumen", "paspor, ktp, kk, akta, surat, dokumen", False),
    ("Komunikasi keluarga", "dihubungi, kabar, kontak, hilang", False),
    (
        "Pengaduan",
        "gaji, majikan, ditahan, dipukul, kekerasan, ditipu, calo, pengaduan, lapor",
        True,
    ),
    ("Lainnya", "", False),
)
