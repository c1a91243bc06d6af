"""Activities of prevention, sealed by centre and read by the network."""

import uuid

from django.db import migrations, models

from omuz.foundation.tenancy.rows import tenant_policy


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField()),
                ("on", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("place", models.CharField(max_length=20)),
                ("what", models.CharField(max_length=160)),
                ("where", models.CharField(blank=True, max_length=120)),
                ("reached", models.PositiveIntegerField(null=True)),
                ("estimated", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("changed_by", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-on", "what"],
                "indexes": [models.Index(fields=["centre_id", "-on"], name="outreach_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estimated", False), ("reached__isnull", False), _connector="OR"),
                        name="outreach_guess_needs_number",
                    )
                ],
            },
        ),
        *tenant_policy("outreach_activity", network_reads=True),
    ]
