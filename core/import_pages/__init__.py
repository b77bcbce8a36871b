"""Halaman impor: the pages on which a list is sent, matched, previewed, corrected and saved."""
