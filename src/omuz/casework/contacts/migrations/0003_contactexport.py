"""Requests to take a centre's contacts out as a file: two people, one file."""

import uuid

from django.db import migrations, models

from omuz.foundation.tenancy.rows import tenant_policy


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_forgotten")]

    operations = [
        migrations.CreateModel(
            name="ContactExport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField()),
                ("number", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("taken", "Taken"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(max_length=200)),
                ("notes", models.BooleanField()),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("answered_by", models.UUIDField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="contactexport",
            index=models.Index(fields=["centre_id", "asked_at"], name="contacts_export_asked"),
        ),
        migrations.AddConstraint(
            model_name="contactexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="contacts_export_two_people",
            ),
        ),
        *tenant_policy("contacts_contactexport"),
    ]
