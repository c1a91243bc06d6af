"""A contact can be forgotten: its key is gone, its code stays taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("recorded", "Recorded"),
                    ("discarded", "Discarded"),
                    ("forgotten", "Forgotten"),
                ],
                max_length=10,
            ),
        ),
    ]
