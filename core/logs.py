"""Log lines without personal data: the database quotes whole rows in its error messages."""

from __future__ import annotations

import logging
import re
from typing import Any

# "DETAIL:  Failing row contains (…)", "LINE 1: INSERT INTO … VALUES ('…", up to the next blank
# line or the next error of the chain.
_QUOTED = re.compile(
    r"^(?:DETAIL|LINE \d+|CONTEXT|QUERY|STATEMENT):.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE
)


class SparingFormatter(logging.Formatter):
    """Leaves out of an exception what the database quotes from the data."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name is logging's
        return _QUOTED.sub("(data left out)", super().formatException(ei))
