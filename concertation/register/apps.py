from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "concertation.register"
    label = "register"

    def ready(self) -> None:
        from concertation.register.search import in_step

        in_step.watch()
        post_migrate.connect(_make_the_index, sender=self)


def _make_the_index(using: str, **_: Any) -> None:
    from concertation.register.search import rebuilding, storage

    storage.install(using)
    if rebuilding.is_missing():
        rebuilding.rebuild(using=using)
