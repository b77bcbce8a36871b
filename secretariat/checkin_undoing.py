"""A monthly check returns as it was."""

from core.undo.rules import Undo, add_undo
from secretariat.models import CheckIn

add_undo(Undo(CheckIn))
