"""What the network told its centres, kept as the protected tables a report prints."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_initial")]

    operations = [
        migrations.AddField("networkfigures", "tables", models.JSONField(default=dict)),
    ]
