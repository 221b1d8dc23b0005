"""What the register uses of django-simple-history, which ships no types."""

from typing import Any

from django.db.models import Manager, Model

class HistoricalRecords:
    def __init__(
        self,
        *,
        inherit: bool = ...,
        excluded_fields: list[str] = ...,
        m2m_fields: list[Any] = ...,
        cascade_delete_history: bool = ...,
        **options: Any,
    ) -> None: ...
    def __get__(self, instance: Model | None, owner: type[Model]) -> Manager[Any]: ...
