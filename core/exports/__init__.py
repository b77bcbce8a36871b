"""Ekspor: writes a list as a file, CSV or XLSX. Knows no app."""
