"""Migration operations that put a table behind row-level security; a tenant table without them fails a promise test."""

from django.db.migrations.operations import RunSQL

# The sub-select keeps the index on the tenant column usable; an unset or empty setting yields no row at all.
_LISTED = "(SELECT unnest(string_to_array(NULLIF(current_setting('{setting}', true), ''), ',')::uuid[]))"


def _listed(column: str, setting: str) -> str:
    return f"{column} = ANY (ARRAY{_LISTED.format(setting=setting)})"


def tenant_policy(
    table: str,
    *,
    column: str = "centre_id",
    network_reads: bool = False,
    organisation_reads: str | None = None,
    owner_reads: bool = False,
) -> list[RunSQL]:
    """Operations that seal `table` by `column` (a uuid).

    Rows are seen and written only where `column` is among the transaction's `app.centres`. `network_reads` lets
    a network post read every row; `organisation_reads` names a uuid column that `app.organisations` may also
    open for reading; `owner_reads` lets the migrating role read all rows (for chain verification only).
    """
    own = _listed(column, "app.centres")
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_centre ON {table} USING ({own}) WITH CHECK ({own})",
    ]
    if network_reads:
        network = "current_setting('app.network', true) = 'on'"
        statements.append(f"CREATE POLICY network_reads ON {table} FOR SELECT USING ({network})")
    if organisation_reads:
        organisation = _listed(organisation_reads, "app.organisations")
        statements.append(f"CREATE POLICY organisation_reads ON {table} FOR SELECT USING ({organisation})")
    if owner_reads:
        statements.append(f"CREATE POLICY owner_reads ON {table} FOR SELECT TO CURRENT_USER USING (true)")
    return [RunSQL(statement, RunSQL.noop) for statement in statements]


def log_policy(table: str, *, read_with: str = "app.centres", moves: bool = False) -> list[RunSQL]:
    """Operations that seal a table of the log by its `chain`.

    A row is written only where `chain` is the one this transaction has said it appends to (`app.chain`), and read
    where `read_with` lists it; `moves` lets such a row be updated too (the note of a chain's end). The migrating
    role reads all, to verify; it is given no other right.
    """
    here = _listed("chain", "app.chain")
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY reads ON {table} FOR SELECT USING ({_listed('chain', read_with)})",
        f"CREATE POLICY appends ON {table} FOR INSERT WITH CHECK ({here})",
        f"CREATE POLICY owner_reads ON {table} FOR SELECT TO CURRENT_USER USING (true)",
    ]
    if moves:
        statements.append(f"CREATE POLICY moves ON {table} FOR UPDATE USING ({here}) WITH CHECK ({here})")
    return [RunSQL(statement, RunSQL.noop) for statement in statements]


def append_only(table: str) -> list[RunSQL]:
    """Operations that make `table` refuse update, delete and truncate for every role, its owner included."""
    guard = f"{table}_append_only"
    return [
        RunSQL(
            f"CREATE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
            f"DROP FUNCTION IF EXISTS {guard}()",
        ),
        RunSQL(
            f"CREATE TRIGGER {guard}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {guard}()",
            RunSQL.noop,
        ),
        RunSQL(
            f"CREATE TRIGGER {guard}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {guard}()",
            RunSQL.noop,
        ),
    ]
