"""Who made a circle: whom the first row of its history names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_makers(apps, schema_editor):
    Circle = apps.get_model("accounts", "Circle")
    History = apps.get_model("accounts", "HistoricalCircle")
    for row in History.objects.filter(history_type="+", history_user__isnull=False):
        Circle.objects.filter(pk=row.id).update(creator=row.history_user_id)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_language_codes'),
    ]

    operations = [
        migrations.AddField(
            model_name='circle',
            name='creator',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
        ),
        migrations.AddField(
            model_name='historicalcircle',
            name='creator',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
        ),
        migrations.AlterField(
            model_name='circle',
            name='name',
            field=models.CharField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='historicalcircle',
            name='name',
            field=models.CharField(max_length=200, verbose_name='name'),
        ),
        migrations.RunPython(name_makers, migrations.RunPython.noop),
    ]
