"""Jejak perubahan in sentences: who did what when, read from the events of the database."""

from core.history_words.changes import Change
from core.history_words.entries import HistoryEntry, HistoryPage, history_entries
from core.history_words.told import HistorySource, Told, add_history, name_acts, tell

__all__ = [
    "Change",
    "HistoryEntry",
    "HistoryPage",
    "HistorySource",
    "Told",
    "add_history",
    "history_entries",
    "name_acts",
    "tell",
]
