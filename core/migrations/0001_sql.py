"""Functions in the database that every table leans on: search keys and partial dates.

Each body is a parsed RETURN expression and names its schemas, because pg_restore runs with an
empty search_path: a quoted body would be parsed there, not find `unaccent` and lose the table
whose generated column calls it.

Each gives NULL for NULL by itself. Declared STRICT, a body with CASE would be called instead of
being written into the expression that uses it, which doubled the time of a list's placements.
"""

from django.db import migrations

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
"""

# The rules of unaccent grow with each PostgreSQL, so normalize() does first what Unicode itself
# fixes, and unaccent is left with letters like "ø". COLLATE "C" makes lower() and the ranges mean
# the same on every server. What is ASCII, as most names are, needs neither. The Python twins are
# in core/text.py.
KEYS = r"""
CREATE FUNCTION public.plain_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN octet_length(value) = length(value) THEN lower(value COLLATE "C")
    ELSE lower(public.unaccent(
        'public.unaccent'::regdictionary,
        regexp_replace(normalize(value, NFKD) COLLATE "C", '[\u0300-\u036f]+', '', 'g')
    ) COLLATE "C")
END;

CREATE FUNCTION public.name_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(public.plain_text(value) COLLATE "C", '[^a-z0-9]+', '', 'g');

CREATE FUNCTION public.sort_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(public.plain_text(value) COLLATE "C", '[^a-z0-9]+', ' ', 'g'), ' ');
"""

# A date that is not valid has no first and no last day: a CHECK on their order then passes and
# leaves the complaint to the CHECK on validity, whichever of the two is evaluated first.
PARTIAL_DATES = r"""
CREATE FUNCTION public.partial_is_valid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN value ~ '^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?$' THEN true
    WHEN value !~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN false
    ELSE substr(value, 9, 2)::integer <= extract(day FROM
        make_date(substr(value, 1, 4)::integer, substr(value, 6, 2)::integer, 1)
        + interval '1 month' - interval '1 day')
END;

CREATE FUNCTION public.partial_first(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN public.partial_is_valid(value) THEN make_date(
    substr(value, 1, 4)::integer,
    coalesce(nullif(substr(value, 6, 2), ''), '1')::integer,
    coalesce(nullif(substr(value, 9, 2), ''), '1')::integer)
END;

CREATE FUNCTION public.partial_last(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (public.partial_first(value) + CASE length(value)
    WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day'
END - interval '1 day')::date;
"""

DROP = """
DROP FUNCTION public.partial_last(text);
DROP FUNCTION public.partial_first(text);
DROP FUNCTION public.partial_is_valid(text);
DROP FUNCTION public.sort_key(text);
DROP FUNCTION public.name_key(text);
DROP FUNCTION public.plain_text(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(KEYS + PARTIAL_DATES, DROP),
    ]
