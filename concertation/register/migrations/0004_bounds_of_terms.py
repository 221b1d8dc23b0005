"""Give agreements and commitments that are there the days that follow from their terms."""

from django.db import migrations

from concertation.register.dates import known_bounds


def give(apps, _schema):
    agreement = apps.get_model("register", "Agreement")
    for row in agreement.objects.exclude(term="").only("pk", "term").iterator():
        begins, ends = known_bounds(row.term)
        agreement.objects.filter(pk=row.pk).update(begins=begins, ends=ends)
    commitment = apps.get_model("register", "Commitment")
    for row in commitment.objects.exclude(due="").only("pk", "due").iterator():
        commitment.objects.filter(pk=row.pk).update(due_by=known_bounds(row.due)[1])


class Migration(migrations.Migration):
    dependencies = [("register", "0003_daily_use")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
