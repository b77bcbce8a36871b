"""Ubah sekaligus: many rows of a list, changed by one act. It knows no app."""
