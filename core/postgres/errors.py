"""What may go wrong with the embedded server, in a sentence for the person at the terminal."""


class PostgresError(RuntimeError):
    """The embedded server cannot be used; the message says why and what to do."""
