from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="keptview", name="figures_kept_once"),
        migrations.AddField(
            model_name="keptview", name="centre", field=models.CharField(default="", max_length=40)
        ),
        migrations.AlterField(
            model_name="keptview", name="indicator", field=models.CharField(default="", max_length=40)
        ),
        migrations.AddConstraint(
            model_name="keptview",
            constraint=models.UniqueConstraint(
                fields=("staff_id", "indicator", "centre", "row", "quarter"), name="figures_kept_once"
            ),
        ),
    ]
