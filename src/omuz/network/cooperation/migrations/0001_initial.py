import uuid

import django.db.models.deletion
from django.db import migrations, models

from omuz.foundation.tenancy.rows import shared_policy


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Protocol",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("signed_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("renews", models.BooleanField(default=False)),
                ("covers", models.CharField(blank=True, max_length=400)),
                ("reference", models.CharField(blank=True, max_length=300)),
                ("changed_by", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("partner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="protocols", to="directory.partner")),
            ],
            options={
                "ordering": ["ends_on", "title"],
                "constraints": [
                    models.CheckConstraint(
                        name="cooperation_ends_after_signing",
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("signed_on")), _connector="OR"),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField()),
                ("way", models.CharField(choices=[("protocol", "protocol"), ("regular", "regular"), ("personal", "personal"), ("none", "none")], max_length=10)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("since", models.DateField()),
                ("changed_by", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("partner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="directory.partner")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("centre_id", "partner"), name="cooperation_tie_once")],
            },
        ),
        # Who works with whom is common knowledge of the network; each centre writes its own.
        *shared_policy("cooperation_tie"),
        *shared_policy("cooperation_protocol"),
    ]
