"""What kept a table append-only in revisions 0001 and 0002."""


def append_only(table: str) -> list[tuple[str, str]]:
    """Statements as pairs of dialect and SQL."""
    refused = "BEGIN SELECT RAISE(ABORT, 'a journal is append-only'); END"
    same = "(run = NEW.run AND seq = NEW.seq) OR rowid = NEW.rowid"
    function = (
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a journal is append-only'; END $$"
    )
    when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
    return [
        ("sqlite", f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refused}"),
        ("sqlite", f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}"),
        ("sqlite", f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refused}"),
        ("postgresql", function),
        ("postgresql", f"CREATE TRIGGER {table}_append_only {when}"),
        ("postgresql", f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC"),
    ]
