"""What can be wrong with a file, a row or a cell that the office wants to import."""

from typing import NamedTuple


class ImportFileError(Exception):
    """The whole file is refused; the message is one sentence for the person who sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class CellError(Exception):
    """A cell cannot be understood: its row is refused with this sentence."""


class Doubtful(NamedTuple):
    """What a cell gives, though somebody should look: its row is accepted with this sentence.

    The value None gives nothing: the old one stays.
    """

    value: object
    message: str
