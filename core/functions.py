"""The database's own functions (migration core 0001) as query expressions."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, Lookup


class NameKey(Func):
    """Letters and digits of a text, plain and lower: what two spellings of a name share."""

    function = "public.name_key"
    arity = 1
    output_field = models.TextField()


class SortKey(Func):
    """Plain words parted by single spaces: the order of a list of names."""

    function = "public.sort_key"
    arity = 1
    output_field = models.TextField()


class PartialFirst(Func):
    """The first day that a partial date can mean."""

    function = "public.partial_first"
    arity = 1
    output_field = models.DateField()


class PartialLast(Func):
    """The last day that a partial date can mean."""

    function = "public.partial_last"
    arity = 1
    output_field = models.DateField()


class PartialIsValid(Func):
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD of a day that exists, 1900 to 2099."""

    function = "public.partial_is_valid"
    arity = 1
    output_field = models.BooleanField()


@models.Field.register_lookup
class Among(Lookup):
    """``name__among=names``: as ``in``, with one array in place of thousands of parameters.

    The values are taken as the column holds them; a set is taken faster than a list, whose items
    Django looks at one by one. Given an ``ArraySubquery``, its rows are all
    read before the others are looked at.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, ArraySubquery):
            right, more = compiler.compile(self.rhs)
            return f"{left} = ANY({right})", (*parameters, *more)
        if isinstance(self.lhs.output_field, models.IntegerField):
            # As one text: psycopg2 would turn thousands of numbers into SQL one by one.
            numbers = ",".join(map(str, map(int, self.rhs)))
            return f"{left} = ANY(%s::bigint[])", (*parameters, f"{{{numbers}}}")
        return f"{left} = ANY(%s)", (*parameters, list(self.rhs))
