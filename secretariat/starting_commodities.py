"""The list of commodities that the register comes with; the office adds to it.

The second figure is a yield in tonnes per hectare that even a very good season stays below: above
it, kilograms or hectares are most likely mistyped.
"""

COMMODITIES = (
    ("Cabai merah", 40),
    ("Cabai rawit", 40),
    ("Tomat", 100),
    ("Terung", 80),
    ("Mentimun", 80),
    ("Kacang panjang", 40),
    ("Sayuran daun", 60),
    ("Bawang merah", 30),
    ("Jagung", 15),
    ("Padi", 14),
    ("Singkong", 80),
    ("Jahe", 60),
    ("Kunyit", 60),
    ("Pisang", 100),
    ("Kelapa", 60),
    ("Jamur tiram", None),
    ("Ikan lele", None),
)
