"""A training’s changes reach calendars; what was taken elsewhere is written once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("training", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="training",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="training",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="takenelsewhere",
            constraint=models.UniqueConstraint(
                fields=("centre_id", "staff_id", "course", "ended_on"), name="training_elsewhere_once"
            ),
        ),
    ]
