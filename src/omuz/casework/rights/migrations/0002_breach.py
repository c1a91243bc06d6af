"""The register of data breaches of a centre."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import omuz.foundation.vault.fields
from omuz.foundation.tenancy.rows import tenant_policy


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("vault", "0002_letterbox_and_shreds")]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField()),
                ("found_at", models.DateTimeField()),
                ("authority_told_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.UUIDField()),
                ("answers", omuz.foundation.vault.fields.SealedField(kind="answers")),
                ("words", omuz.foundation.vault.fields.SealedField(kind="words")),
                (
                    "data_key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["centre_id", "-found_at"], name="rights_breach_newest")]},
        ),
        *tenant_policy("rights_breach"),
    ]
