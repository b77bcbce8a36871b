"""Jejak perubahan: one receipt for each act, who may read it, and what it says row by row."""
