"""The chain of events and its heads, closed to every centre but its own, and append-only for every role."""

import uuid

from django.db import migrations, models

from omuz.foundation.tenancy.rows import append_only, log_policy


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("chain", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(default=0)),
                ("seal", models.BinaryField(max_length=32)),
                ("mark", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("chain", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("staff_id", models.UUIDField(null=True)),
                ("username", models.CharField(max_length=150)),
                ("role", models.CharField(max_length=40)),
                ("event", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=120)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("before", models.BinaryField(max_length=32)),
                ("seal", models.BinaryField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["chain", "-at"], name="audit_event_recent")],
                "constraints": [models.UniqueConstraint(fields=("chain", "seq"), name="audit_event_place")],
            },
        ),
        *log_policy("audit_auditevent"),
        *log_policy("audit_audithead", moves=True),
        *append_only("audit_auditevent"),
    ]
