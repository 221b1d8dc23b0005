"""What is hidden may be there twice: a number in its series, a file. The status of a meeting follows its date."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_who_made_circles'),
        ('register', '0009_mandates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='meeting',
            name='one_number_in_a_mechanism',
        ),
        migrations.AddField(
            model_name='document',
            name='copy',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicaldocument',
            name='copy',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='document',
            name='sha256',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='historicaldocument',
            name='sha256',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='historicalmeeting',
            name='status',
            field=models.CharField(blank=True, choices=[('planned', 'planned'), ('held', 'held'), ('postponed', 'postponed'), ('cancelled', 'cancelled')], default='', max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='meeting',
            name='status',
            field=models.CharField(blank=True, choices=[('planned', 'planned'), ('held', 'held'), ('postponed', 'postponed'), ('cancelled', 'cancelled')], default='', max_length=10, verbose_name='status'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['mechanism', 'number'], name='numbers_of_a_mechanism'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('sha256', 'copy'), name='one_document'),
        ),
    ]
