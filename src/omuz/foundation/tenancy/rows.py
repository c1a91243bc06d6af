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
    also: str | None = None,
) -> list[RunSQL]:
    """Operations that seal `table` by `column` (a uuid).

    Rows are seen and written only where `column` is among the transaction's `app.centres`. `network_reads` lets
    a network post read every row; `organisation_reads` names a uuid column that `app.organisations` may also
    open for reading; `owner_reads` lets the migrating role read all rows (for chain verification only); `also`
    names a second uuid column whose centre may see and answer the row too.
    """
    own = _listed(column, "app.centres")
    if also:
        own = f"({own} OR {_listed(also, 'app.centres')})"
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


_ME = "NULLIF(current_setting('app.staff', true), '')::uuid"
_COUNTING = "current_setting('app.counting', true) = 'on'"


def file_policy(table: str) -> list[RunSQL]:
    """Operations that seal the table of files: by centre, and inside it by who may see the file.

    A file is invisible to whoever stands in `hidden_from`, and to everybody outside `only_for` where that is set.
    `counting_rows` lifts that for a moment, for facts and for the act that hides or restricts a file.
    """
    mine = f"NOT (COALESCE({_ME} = ANY (hidden_from), false)) AND (only_for IS NULL OR {_ME} = ANY (only_for))"
    return [
        *tenant_policy(table),
        RunSQL(f"CREATE POLICY seen ON {table} AS RESTRICTIVE FOR SELECT USING (({mine}) OR {_COUNTING})", RunSQL.noop),
        RunSQL(f"CREATE POLICY removed ON {table} AS RESTRICTIVE FOR DELETE USING ({mine})", RunSQL.noop),
        RunSQL(
            f"CREATE POLICY changed ON {table} AS RESTRICTIVE FOR UPDATE"
            f" USING (({mine}) OR {_COUNTING}) WITH CHECK (true)",
            RunSQL.noop,
        ),
    ]


def case_policy(table: str, *, column: str = "case_id", files: str = "cases_case") -> list[RunSQL]:
    """Operations that seal a table of records of files: by centre, and by whether the file itself can be seen.

    The sub-select runs under the policies of `files`, so a hidden or restricted file takes its records with it.
    """
    seen = f"EXISTS (SELECT 1 FROM {files} WHERE {files}.id = {table}.{column})"  # noqa: S608  # names are our own
    return [
        *tenant_policy(table),
        RunSQL(f"CREATE POLICY of_file ON {table} AS RESTRICTIVE USING ({seen}) WITH CHECK ({seen})", RunSQL.noop),
    ]


def desk_policy(table: str) -> list[RunSQL]:
    """Operations that seal a table by centre and open it to the centre's reception too: no word about a woman in it."""
    return [
        *tenant_policy(table),
        RunSQL(
            f"CREATE POLICY reception ON {table} USING ({_listed('centre_id', 'app.desks')})"
            f" WITH CHECK ({_listed('centre_id', 'app.desks')})",
            RunSQL.noop,
        ),
    ]


def shared_policy(table: str, *, column: str = "centre_id") -> list[RunSQL]:
    """Operations that open a table of common knowledge to everybody who is signed in, for reading.

    A row is written by the centre in `column` (null where it is the network's own) and by whoever edits for the
    network. Nothing about a woman may ever stand in such a table.
    """
    writes = f"({_listed(column, 'app.centres')} OR current_setting('app.editor', true) = 'on')"
    return [
        RunSQL(statement, RunSQL.noop)
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY everybody_reads ON {table} FOR SELECT USING ({_ME} IS NOT NULL)",
            f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({writes})",
            f"CREATE POLICY changes ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
            f"CREATE POLICY removes ON {table} FOR DELETE USING ({writes})",
        )
    ]


def network_policy(table: str) -> list[RunSQL]:
    """Operations that open a table of the network's own work to its posts alone, for reading and writing."""
    network = "current_setting('app.network', true) = 'on'"
    return [
        RunSQL(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", RunSQL.noop),
        RunSQL(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", RunSQL.noop),
        RunSQL(f"CREATE POLICY network ON {table} USING ({network}) WITH CHECK ({network})", RunSQL.noop),
    ]


_LEAFLET = "current_setting('app.leaflet', true) = 'on'"


def open_policy(table: str) -> list[RunSQL]:
    """Operations that let the pages without sign-in read a table of common knowledge, besides whoever reads it now."""
    return [RunSQL(f"CREATE POLICY leaflet ON {table} FOR SELECT USING ({_LEAFLET})", RunSQL.noop)]


def answer_policy(table: str) -> list[RunSQL]:
    """Operations for anonymous answers: added by the page without sign-in, read by their centre and the network."""
    network = "current_setting('app.network', true) = 'on'"
    return [
        RunSQL(statement, RunSQL.noop)
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({_LEAFLET})",
            f"CREATE POLICY reads ON {table} FOR SELECT USING ({_listed('centre_id', 'app.centres')} OR {network})",
        )
    ]


def log_policy(table: str, *, moves: bool = False) -> list[RunSQL]:
    """Operations that seal a table of the log by its `chain`.

    A row is written only where `chain` is the one this transaction has said it appends to (`app.chain`), and read
    where it is a centre of hers; `moves` lets such a row be read by who appends and be updated too (the note of a
    chain's end). The migrating role reads all, to verify; it is given no other right.
    """
    here, hers = _listed("chain", "app.chain"), _listed("chain", "app.centres")
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY reads ON {table} FOR SELECT USING ({hers})",
        f"CREATE POLICY appends ON {table} FOR INSERT WITH CHECK ({here})",
        f"CREATE POLICY owner_reads ON {table} FOR SELECT TO CURRENT_USER USING (true)",
    ]
    if moves:
        statements.append(f"CREATE POLICY moves ON {table} FOR UPDATE USING ({here}) WITH CHECK ({here})")
        # Everybody of the centre reads how far the chain has come: whoever keeps opened rows looks again by it.
        statements.append(f"CREATE POLICY reads_end ON {table} FOR SELECT USING ({here})")
    return [RunSQL(statement, RunSQL.noop) for statement in statements]


def append_only(table: str) -> list[RunSQL]:
    """Operations that make `table` refuse update, delete and truncate for every role, its owner included."""
    guard = f"{table}_append_only"
    return [
        RunSQL(
            f"CREATE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
            # Going back the table is still there, with the triggers that call it.
            f"DROP FUNCTION IF EXISTS {guard}() CASCADE",
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
