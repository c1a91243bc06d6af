"""Policies of this room's tables: the network and a centre of that municipality write, the centres read."""

from django.db import migrations

NETWORK = "current_setting('app.network', true) = 'on'"
EDITOR = "current_setting('app.editor', true) = 'on'"
_HELD = "(SELECT unnest(string_to_array(NULLIF(current_setting('app.{0}', true), ''), ',')::uuid[]))"
_OWN = f"(SELECT c.organisation_id FROM people_centre c WHERE c.id = ANY (ARRAY{_HELD.format('centres')}))"  # noqa: S608  # names are our own

READS = f"{NETWORK} OR {EDITOR} OR EXISTS {_OWN} OR municipality_id = ANY (ARRAY{_HELD.format('organisations')})"
"""Whoever works at a centre or for the network reads; a director her own municipality's."""
WRITES = f"{NETWORK} OR municipality_id IN {_OWN}"
"""The network, and the centres of that municipality."""


def workspace_policy(table: str = "coordination_workspace") -> list[migrations.RunSQL]:
    """Seal the table of workspaces, then open it for reading and for writing."""
    return _sealed(table, READS, WRITES)


def part_policy(table: str, *, through: str = "", column: str = "", closed: bool = False) -> list[migrations.RunSQL]:
    """Seal a table that hangs at a workspace by `workspace_id`, or at another table of this room by `<through>_id`.

    It is read and written where its workspace is; a `closed` one is read only by whoever writes it. `column` names
    the column that leads to `through` where it is called otherwise.
    """
    where = f"w.id = {table}.workspace_id"
    from_ = "coordination_workspace w"
    if through:
        from_ += f" JOIN coordination_{through} t ON t.workspace_id = w.id"
        where = f"t.id = {table}.{column or through + '_id'}"
    reads = f"EXISTS (SELECT 1 FROM {from_} WHERE {where})"  # noqa: S608  # names are our own
    writes = (
        f"EXISTS (SELECT 1 FROM {from_} WHERE {where} AND ({WRITES.replace('municipality_id', 'w.municipality_id')}))"  # noqa: S608  # names are our own
    )
    return _sealed(table, writes if closed else reads, writes)


def template_policy(table: str = "coordination_template") -> list[migrations.RunSQL]:
    """Seal the table of templates: read by whoever reads any workspace, written by the network and by its municipality.

    Nothing in a template is about a municipality alone, so no reader is kept from another's.
    """
    reads = (
        f"{NETWORK} OR {EDITOR} OR EXISTS {_OWN} OR NULLIF(current_setting('app.organisations', true), '') IS NOT NULL"
    )
    return _sealed(table, reads, WRITES)


def _sealed(table: str, reads: str, writes: str) -> list[migrations.RunSQL]:
    statements = (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY reads ON {table} FOR SELECT USING ({reads})",
        f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({writes})",
        f"CREATE POLICY changes ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
        f"CREATE POLICY removes ON {table} FOR DELETE USING ({writes})",
    )
    return [migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in statements]
