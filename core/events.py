"""The base of every history table."""

import pghistory.models
from django.db import models
from django.db.models.expressions import RawSQL


class Event(pghistory.models.Event):
    """One recorded write: 64-bit, in the order of the database, with the role that wrote."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_role = models.TextField(db_default=RawSQL("session_user::text", ()), editable=False)

    class Meta:
        abstract = True
