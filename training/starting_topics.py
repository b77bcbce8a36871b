"""The list of topics that the register comes with; the office adds to it."""

TOPICS = (
    "Budidaya cabai",
    "Budidaya sayuran",
    "Budidaya padi dan jagung",
    "Pupuk organik dan kompos",
    "Ternak dan perikanan",
    "Pengolahan hasil panen",
    "Tata boga",
    "Menjahit dan kerajinan",
    "Kewirausahaan",
    "Pembukuan usaha",
    "Pemasaran daring",
    "Literasi keuangan",
    "Perawatan dan pemakaian alat",
    "Perawatan lansia",
    "Pengasuhan anak",
    "Bahasa Mandarin",
    "Bahasa Inggris",
    "Bahasa Arab",
)
