"""A new version's migrations run while the old one still serves: nothing it reads goes, nothing locks for long."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

BESIDE_THE_OLD = Path(__file__).with_name("migrations.txt")
"""The migrations from before the rule, made when no installation served: they are not asked. It only gets shorter."""
TAKING = (
    migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel,
    migrations.AlterModelTable, migrations.RemoveConstraint,
)  # fmt: skip
"""What the old version still reads or relies on would be gone."""
LOCKING = ("VACUUM FULL", "CLUSTER", "REINDEX", "LOCK TABLE", "ACCESS EXCLUSIVE", "REFRESH MATERIALIZED", "TRUNCATE")
"""Statements that keep everybody out of a table while they run."""


def told(app: str, migration: Any, before: Any = None) -> list[str]:
    """What one migration does that the old version, or whoever waits for the table, would notice.

    `before` is the state of the models the migration starts from; without it every changed column is refused.
    """
    made = {each.name.lower() for each in migration.operations if isinstance(each, migrations.CreateModel)}
    return [
        f"{app}.{migration.name}: {said}"
        for operation in _opened(migration.operations)
        if _table(operation) not in made and not _same_column(app, operation, before)
        for said in _said(operation, made={f"{app}_{name}" for name in made}, atomic=migration.atomic)
    ]


def _opened(operations: Iterable[Any]) -> Iterator[Any]:
    """Operations with those inside `SeparateDatabaseAndState` that reach the database."""
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _opened(operation.database_operations)
        else:
            yield operation


def _table(operation: Any) -> str:
    return str(getattr(operation, "model_name", None) or getattr(operation, "name", "")).lower()


def _same_column(app: str, operation: Any, before: Any) -> bool:
    """Whether an altered field is the same column in the database: other choices, another text of help."""
    if before is None or not isinstance(operation, migrations.AlterField):
        return False
    old = before.models[app, operation.model_name_lower].fields[operation.name]
    not_stored = {*models.Field.non_db_attrs}
    told_of = [(each.deconstruct()[1], {**each.deconstruct()[3]}) for each in (old, operation.field)]
    (old_kind, old_told), (new_kind, new_told) = told_of
    changed = {name for name in {*old_told, *new_told} if old_told.get(name) != new_told.get(name)}
    return old_kind == new_kind and changed <= not_stored | {"default"}


def _said(operation: Any, *, made: set[str], atomic: bool) -> Iterator[str]:
    if isinstance(operation, TAKING):
        yield f"{operation.describe()}: first a version that no longer reads it, then one that takes it away"
    elif isinstance(operation, migrations.AlterField):
        yield f"{operation.describe()}: a new column beside the old one"
    elif isinstance(operation, migrations.AddField):
        yield from _added(operation)
    elif (
        isinstance(operation, (migrations.AddIndex, migrations.RemoveIndex))
        and "Concurrently" not in type(operation).__name__
    ):
        yield f"{operation.describe()}: {type(operation).__name__}Concurrently"
    elif isinstance(operation, migrations.AddConstraint):
        if "NotValid" not in type(operation).__name__:
            yield f"{operation.describe()}: AddConstraintNotValid, and ValidateConstraint in a migration after it"
    elif isinstance(operation, migrations.RunSQL):
        yield from _run(operation, made=made, atomic=atomic)


def _added(operation: Any) -> Iterator[str]:
    field = operation.field
    if not field.null and field.db_default is models.NOT_PROVIDED:
        # A default of Python stands in the database for the length of the migration only: the old version's rows fail.
        yield f"{operation.describe()}: null=True or db_default, because the old version still adds rows without it"
    if getattr(field, "unique", False) or (getattr(field, "db_index", False)):
        yield f"{operation.describe()}: the index apart, with AddIndexConcurrently"


def _run(operation: Any, *, made: set[str], atomic: bool) -> Iterator[str]:
    for statement in operation.sql if isinstance(operation.sql, (list, tuple)) else [operation.sql]:
        text = " ".join((statement[0] if isinstance(statement, tuple) else statement).upper().split())
        if any(table.upper() in text for table in made):
            continue  # nobody knows the table yet
        if "DROP COLUMN" in text or "RENAME" in text or "DROP TABLE" in text or ("ALTER COLUMN" in text):
            yield f"{text[:60]}: takes or changes what the old version reads"
        if ("CREATE INDEX" in text or "CREATE UNIQUE INDEX" in text) and ("CONCURRENTLY" not in text or atomic):
            yield f"{text[:60]}: CONCURRENTLY, in a migration with atomic = False"
        if "SET NOT NULL" in text or any(word in text for word in LOCKING):
            yield f"{text[:60]}: keeps everybody out of the table"


def _own() -> list[tuple[str, Any]]:
    loader = MigrationLoader(None)
    return [
        (app, migration)
        for (app, _name), migration in sorted(loader.disk_migrations.items())
        if type(migration).__module__.startswith("omuz.")
    ]


def _before() -> set[str]:
    return {line for line in BESIDE_THE_OLD.read_text("utf-8").splitlines() if line and not line.startswith("#")}


def test_every_migration_since_the_rule_leaves_the_old_version_serving() -> None:
    loader, before = MigrationLoader(None), _before()
    found = []
    for app, each in _own():
        if f"{app}.{each.name}" not in before:
            found += told(app, each, loader.project_state((app, each.name), at_end=False))
    assert found == []


def test_the_list_of_migrations_from_before_the_rule_names_only_what_is_there() -> None:
    assert _before() <= {f"{app}.{each.name}" for app, each in _own()}
    assert len(_before()) == 44, "made before the rule: a migration made since is not one of them"


def test_two_migrations_of_one_room_never_follow_the_same_one() -> None:
    """Two that do were made beside each other: `omuz migrate` would stop at the operator's and not here."""
    parents: dict[tuple[str, str], list[str]] = {}
    for app, migration in _own():
        for parent_app, parent in migration.dependencies:
            if parent_app == app:
                parents.setdefault((app, parent), []).append(migration.name)
    assert {parent: names for parent, names in parents.items() if len(names) > 1} == {}
    leaves = MigrationLoader(None).graph.leaf_nodes()
    assert len({app for app, _name in leaves}) == len(leaves)


def _migration(*done: Any, atomic: bool = True) -> Any:
    return type("Made", (migrations.Migration,), {"operations": list(done), "atomic": atomic})("0009_new", "room")


_TEXT = models.CharField(max_length=9)
WRONG: dict[str, Any] = {
    "a column taken away": migrations.RemoveField("contact", "kind"),
    "a column renamed": migrations.RenameField("contact", "kind", "sort"),
    "a table taken away": migrations.DeleteModel("contact"),
    "a table renamed": migrations.RenameModel("contact", "call"),
    "a column changed": migrations.AlterField("contact", "kind", models.IntegerField()),
    "a column nobody fills": migrations.AddField("contact", "sort", _TEXT),
    "a default of Python": migrations.AddField("contact", "sort", models.CharField(max_length=9, default="x")),
    "a column with its index": migrations.AddField("contact", "sort", models.IntegerField(null=True, db_index=True)),
    "an index that locks": migrations.AddIndex("contact", models.Index(fields=["kind"], name="x")),
    "a check of every row": migrations.AddConstraint(
        "contact", models.CheckConstraint(condition=models.Q(kind="x"), name="x")
    ),
    "an index by hand": migrations.RunSQL("CREATE INDEX x ON contacts_contact (kind)"),
    "at once inside a transaction": migrations.RunSQL("CREATE INDEX CONCURRENTLY x ON contacts_contact (kind)"),
    "a column taken by hand": migrations.RunSQL("ALTER TABLE contacts_contact DROP COLUMN kind"),
    "everybody kept out": migrations.RunSQL([("LOCK TABLE contacts_contact", None)]),
    "hidden in a pair": migrations.SeparateDatabaseAndState([migrations.RemoveField("contact", "kind")]),
}
RIGHT: dict[str, Any] = {
    "a new table": migrations.CreateModel("call", [("id", models.UUIDField(primary_key=True))]),
    "a column that may be empty": migrations.AddField("contact", "sort", models.CharField(max_length=9, null=True)),
    "a column the database fills": migrations.AddField(
        "contact", "sort", models.CharField(max_length=9, db_default="x")
    ),
    "forgotten by the program only": migrations.SeparateDatabaseAndState(
        [], [migrations.RemoveField("contact", "kind")]
    ),
    "a wall around a new table": migrations.RunSQL("ALTER TABLE call ENABLE ROW LEVEL SECURITY"),
}


def test_other_choices_of_a_column_change_nothing_in_the_database() -> None:
    from django.db.migrations.state import ModelState, ProjectState

    before = ProjectState()
    before.add_model(ModelState("room", "Contact", [("kind", models.CharField(max_length=9))]))
    other = migrations.AlterField("contact", "kind", models.CharField(max_length=9, choices=[("a", "A")]))
    longer = migrations.AlterField("contact", "kind", models.CharField(max_length=8))
    assert told("room", _migration(other), before) == []
    assert told("room", _migration(longer), before)


@pytest.mark.parametrize("name", WRONG)
def test_the_rule_refuses(name: str) -> None:
    assert told("room", _migration(WRONG[name]))


@pytest.mark.parametrize("name", RIGHT)
def test_the_rule_lets_pass(name: str) -> None:
    assert told("room", _migration(RIGHT[name])) == []


def test_an_index_made_beside_the_writers_passes_outside_a_transaction() -> None:
    index = migrations.RunSQL("CREATE INDEX CONCURRENTLY x ON contacts_contact (kind)")
    assert told("room", _migration(index, atomic=False)) == []


@pytest.mark.django_db
def test_whoever_waits_for_a_table_is_told_so_instead_of_hanging() -> None:
    """The role that serves gives up after five seconds, the one that migrates after fifteen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        prefix = cursor.fetchone()[0].removesuffix("_app")
        cursor.execute("SELECT rolname, rolconfig FROM pg_roles WHERE rolname LIKE %s", [f"{prefix}\\_%"])
        told_of = dict(cursor.fetchall())
    assert "lock_timeout=5s" in told_of[f"{prefix}_app"]
    assert "lock_timeout=15s" in told_of[f"{prefix}_owner"]
