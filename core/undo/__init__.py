"""Kembalikan seperti semula: the rows of an act become again what they were before it.

Knows no app. Each app says in its ``undoing.py`` which of its rows return, and which stay and why.
"""
