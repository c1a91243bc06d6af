"""Keys of staff, centres and records; those of a centre closed to every other centre."""

import uuid
from django.db import migrations, models

from omuz.foundation.tenancy.rows import tenant_policy


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StaffKey',
            fields=[
                ('staff_id', models.UUIDField(primary_key=True, serialize=False)),
                ('public', models.BinaryField(max_length=32)),
                ('private_sealed', models.BinaryField(max_length=80)),
                ('salt', models.BinaryField(max_length=16)),
                ('time_cost', models.PositiveIntegerField()),
                ('memory_cost', models.PositiveIntegerField()),
                ('parallelism', models.PositiveIntegerField()),
                ('epoch', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='CentreKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField()),
                ('generation', models.PositiveSmallIntegerField(default=1)),
                ('verify_public', models.BinaryField(max_length=32)),
                ('signing_sealed', models.BinaryField(max_length=80)),
                ('mark_sealed', models.BinaryField(max_length=80)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'generation'), name='vault_centrekey_generation')],
            },
        ),
        migrations.CreateModel(
            name='CentreKeyGrant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField()),
                ('generation', models.PositiveSmallIntegerField(default=1)),
                ('holder_kind', models.CharField(max_length=8)),
                ('holder_id', models.UUIDField()),
                ('public', models.BinaryField(max_length=32)),
                ('wrapped', models.BinaryField(max_length=128)),
                ('granted_by', models.UUIDField(null=True)),
                ('granted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'holder_kind', 'holder_id', 'generation'), name='vault_grant_once')],
            },
        ),
        migrations.CreateModel(
            name='DataKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField()),
                ('generation', models.PositiveSmallIntegerField(default=1)),
                ('wrapped', models.BinaryField(max_length=80)),
            ],
            options={
                'indexes': [models.Index(fields=['centre_id', 'generation'], name='vault_datakey_generation')],
            },
        ),
        *tenant_policy("vault_centrekey"),
        *tenant_policy("vault_centrekeygrant"),
        *tenant_policy("vault_datakey"),
    ]
