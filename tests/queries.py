"""How many queries a page costs; the numbers stand in tests/data/query_counts.json."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FILE = Path(__file__).parent / "data" / "query_counts.json"


def queries_of(client: Client, address: str) -> int:
    """The queries of a page that answers 200; the first visit fills what the process keeps."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, response.status_code
    return len(queries)


def allowed(page: str) -> int:
    """What the file allows the page."""
    return json.loads(FILE.read_text())[page]
