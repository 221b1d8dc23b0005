"""The full-text indexes in the database, and the triggers that keep them in step with the rows they are over.

They are made after the migrations, wherever they are missing: they hold nothing that the rows do not say, and
a migration that makes a table anew in SQLite loses its triggers.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

SHELVES = ("register_entry", "register_passage")

SQLITE = """
CREATE VIRTUAL TABLE IF NOT EXISTS {0}_words USING fts5(
    title, words, marks, content='{0}', content_rowid='id', tokenize='ascii');
CREATE TRIGGER IF NOT EXISTS {0}_filed AFTER INSERT ON {0} BEGIN
    INSERT INTO {0}_words (rowid, title, words, marks) VALUES (new.id, new.title, new.words, new.marks);
END;
CREATE TRIGGER IF NOT EXISTS {0}_taken AFTER DELETE ON {0} BEGIN
    INSERT INTO {0}_words ({0}_words, rowid, title, words, marks)
    VALUES ('delete', old.id, old.title, old.words, old.marks);
END;
CREATE TRIGGER IF NOT EXISTS {0}_changed AFTER UPDATE ON {0} BEGIN
    INSERT INTO {0}_words ({0}_words, rowid, title, words, marks)
    VALUES ('delete', old.id, old.title, old.words, old.marks);
    INSERT INTO {0}_words (rowid, title, words, marks) VALUES (new.id, new.title, new.words, new.marks);
END;
"""
"""FTS5 keeps no copy of the words. The tokens are cut already: all but ASCII signs is part of one."""

POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION register_positions(words text, weight text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || word || ''':' || place || weight, ' '), '')::tsvector
    FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS row (word, place) WHERE word <> ''
$$;
CREATE OR REPLACE FUNCTION register_vector(title text, words text, marks text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT register_positions(title, 'A') || '''¶'':1'::tsvector || register_positions(words, '')
        || array_to_tsvector(array_remove(string_to_array(marks, ' '), ''))
$$;
"""
"""The tokens are cut already, so PostgreSQL's own parser, which would part them again, is passed by."""

POSTGRES = """
CREATE TABLE IF NOT EXISTS {0}_words (rowid bigint PRIMARY KEY, {0}_words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS {0}_words_found ON {0}_words USING gin ({0}_words);
ALTER TABLE {0}_words ALTER COLUMN {0}_words SET STATISTICS 1000;
CREATE OR REPLACE FUNCTION {0}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE {0}_words;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM {0}_words WHERE rowid = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO {0}_words VALUES (new.id, register_vector(new.title, new.words, new.marks));
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {0}_kept AFTER INSERT OR UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION {0}_kept();
CREATE OR REPLACE TRIGGER {0}_emptied AFTER TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION {0}_kept();
"""

"""PostgreSQL keeps count of ten times as many words as usual: of a word that it does not count it would think
that it is frequent, and look through all rows for it instead of asking the index."""


def install(using: str) -> None:
    """Make what is missing of the indexes in the database of that alias."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for shelf in SHELVES:
                for statement in _statements(SQLITE.format(shelf)):
                    cursor.execute(statement)
        else:
            cursor.execute(POSTGRES_FUNCTIONS)
            for shelf in SHELVES:
                cursor.execute(POSTGRES.format(shelf))


def _statements(script: str) -> list[str]:
    """The statements of a script in which each begins with CREATE at the beginning of a line."""
    return ["CREATE " + part for part in script.split("\nCREATE ")[1:]]


def tidy(using: str) -> None:
    """Bring an index that was filled anew into its quickest form."""
    connection = connections[using]
    form = TIDY_SQLITE if connection.vendor == "sqlite" else TIDY_POSTGRES
    with connection.cursor() as cursor:
        for shelf in SHELVES:
            for statement in form.format(shelf).split(";"):
                cursor.execute(statement)


TIDY_SQLITE = "INSERT INTO {0}_words ({0}_words) VALUES ('optimize')"
TIDY_POSTGRES = "VACUUM ANALYZE {0}_words; VACUUM ANALYZE {0}"
ROWS = "SELECT count(*) FROM {0}"


def in_step(using: str) -> dict[str, tuple[int, int]]:
    """Return by shelf how many rows there are, and how many of them the index knows."""
    of_index = "{0}_words_docsize" if connections[using].vendor == "sqlite" else "{0}_words"
    return {shelf: (_rows(using, shelf), _rows(using, of_index.format(shelf))) for shelf in SHELVES}


def _rows(using: str, table: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(ROWS.format(table))
        row: Any = cursor.fetchone()
    return row[0]
