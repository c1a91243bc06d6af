"""Kept views, each seen and written by the person who keeps it."""

import uuid

from django.db import migrations, models

_MINE = "staff_id = NULLIF(current_setting('app.staff', true), '')::uuid"

WALLS = [
    "ALTER TABLE figures_keptview ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE figures_keptview FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY own ON figures_keptview USING ({_MINE}) WITH CHECK ({_MINE})",
]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("staff_id", models.UUIDField()),
                ("indicator", models.CharField(max_length=40)),
                ("row", models.CharField(default="", max_length=40)),
                ("quarter", models.CharField(default="", max_length=7)),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff_id", "indicator", "row", "quarter"), name="figures_kept_once"
                    )
                ],
            },
        ),
        *[migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in WALLS],
    ]
