import uuid

from django.db import migrations, models

from omuz.foundation.tenancy.rows import answer_policy, append_only, open_policy


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("centre_id", models.UUIDField(blank=True, null=True)),
                ("quarter", models.CharField(max_length=7)),
                ("listened", models.CharField(blank=True, max_length=10)),
                ("own_decision", models.CharField(blank=True, max_length=10)),
                ("safety", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["centre_id", "quarter"], name="leaflet_answer_quarter")],
            },
        ),
        *answer_policy("leaflet_answer"),
        *append_only("leaflet_answer"),
        # What anybody may know of a centre, and nothing else of the directory, is read without sign-in.
        *open_policy("directory_publicpart"),
    ]
