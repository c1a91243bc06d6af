"""Evidence from coordination and reports; the lines of the closing report in English too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [
        migrations.AddField("goal", "difference_en", models.CharField(blank=True, default="", max_length=400), False),
        migrations.AddField("goal", "where_en", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("remark", "what_en", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("remark", "then_en", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("remark", "why_en", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AlterField(
            "goal",
            "counting",
            models.CharField(
                blank=True,
                choices=[("", ""), ("pieces", "pieces"), ("numbers", "numbers"), ("most", "most"), ("typed", "typed")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "evidence",
            "kind",
            models.CharField(
                choices=[
                    ("training", "eğitim"), ("meeting", "ağ toplantısı"), ("survey", "anket turu"),
                    ("standards", "öz değerlendirme turu"), ("focus_group", "odak grup"),
                    ("coordination", "koordinasyon adımı"), ("report", "rapor"), ("document", "belge"),
                ],
                max_length=12,
            ),
        ),
    ]  # fmt: skip
