"""Saying beside the fields of a form which rule of the register is broken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def blame(form: forms.Form, error: ValidationError, names: Mapping[str, str]) -> None:
    """Add the sentences of `error` to the form. `names` maps fields of the register to those of the form
    that answer for them; what answers for none is said above the form."""
    by_field: dict[str, Any] = getattr(error, "error_dict", {NON_FIELD_ERRORS: error})
    for name, errors in by_field.items():
        field = names.get(name, name)
        form.add_error(field if field in form.fields else None, errors)
