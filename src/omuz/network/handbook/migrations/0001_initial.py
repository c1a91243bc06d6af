"""The table of external figures: everybody who is signed in reads it, the network's editors add to it."""

import uuid

from django.db import migrations, models

from omuz.foundation.tenancy.rows import append_only, shared_policy


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='ExternalFigure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sheet', models.CharField(max_length=50)),
                ('sheet_version', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=50)),
                ('part', models.CharField(blank=True, default='', max_length=50)),
                ('year', models.PositiveSmallIntegerField()),
                ('area', models.CharField(max_length=50)),
                ('value', models.PositiveIntegerField(null=True)),
                ('source', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('withdrawn', models.BooleanField(default=False)),
                ('entered_by', models.UUIDField()),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['sheet', 'year', 'code'], name='handbook_external_place')],
            },
        ),
        *shared_policy("handbook_externalfigure", column="NULL::uuid"),
        *append_only("handbook_externalfigure"),
    ]
