"""Everybody's address counts as verified: an administrator entered it."""

from django.conf import settings
from django.db import migrations


def verify(apps, schema_editor):
    address = apps.get_model("account", "EmailAddress")
    for person in apps.get_model("accounts", "Person").objects.order_by("pk"):
        address.objects.update_or_create(
            user_id=person.pk, email=person.email, defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitation"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(verify, migrations.RunPython.noop, elidable=True)]
