from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0002_ledger'),
    ]

    operations = [
        migrations.AddField(
            model_name='centrereturn',
            name='proof',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='proof',
            field=models.JSONField(default=dict),
        ),
    ]
