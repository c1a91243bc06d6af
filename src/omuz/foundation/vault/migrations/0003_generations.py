"""A centre's key can be renewed while people work; a data key names a generation that is there."""

from django.db import migrations, models

_NAMED = (
    "ALTER TABLE vault_datakey ADD CONSTRAINT vault_datakey_living FOREIGN KEY (centre_id, generation)"
    " REFERENCES vault_centrekey (centre_id, generation)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0002_letterbox_and_shreds'),
    ]

    operations = [
        migrations.AddField(
            model_name='centrekey',
            name='letters_sealed',
            field=models.BinaryField(db_default=b'', default=b''),
        ),
        migrations.AddField(
            model_name='centrekey',
            name='waited_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='staffkey',
            name='renewals',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='staffkey',
            name='session_public',
            field=models.BinaryField(max_length=32, null=True),
        ),
        # The check that names a row looks past row-level security, so it holds whoever writes.
        migrations.RunSQL(_NAMED, "ALTER TABLE vault_datakey DROP CONSTRAINT vault_datakey_living"),
    ]
