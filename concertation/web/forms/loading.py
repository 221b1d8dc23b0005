"""The form of files that are to be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.reading.formats import ENDINGS
from concertation.review.loading import MAXIMUM_BYTES, MAXIMUM_FILES
from concertation.web.fields import CircleField

SHOWN = (".docx", ".pdf", ".html", ".txt", ".md", ".eml", ".zip")
"""The endings that are told; others of the same kinds are read, too."""


class FilesInput(forms.ClearableFileInput):
    """Chooses several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, in the order in which they were chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(file, initial) for file in files]


class LoadingForm(forms.Form):
    """Files, who is to see what is read in them, and whether they are one text in several languages."""

    chosen = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        max_length=300,
        error_messages={"required": _("Choose one or several files.")},
        widget=FilesInput({"accept": ",".join(ENDINGS)}),
    )
    label = forms.ChoiceField(
        label=_("Sharing"),
        choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label],
        initial=Label.GREEN,
    )
    circle = CircleField()
    versions = forms.BooleanField(label=_("They are one text in several languages"), required=False)
    original = forms.IntegerField(required=False, min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, person: Person) -> None:
        super().__init__(data, files)
        circle: Any = self.fields["circle"]
        circle.offer(person)
        self.fields["chosen"].help_text = _(
            "At most %(number)s files of %(limit)s MB: %(endings)s. You can also drag them here."
        ) % {
            "number": MAXIMUM_FILES,
            "limit": MAXIMUM_BYTES // 1_000_000,
            "endings": ", ".join(SHOWN),
        }
        self.fields["versions"].help_text = _("The first file is then the original.")

    def in_order(self) -> list[UploadedFile]:
        """Return the files; the original first where they are versions of one text."""
        files: list[UploadedFile] = self.cleaned_data["chosen"]
        first = self.cleaned_data.get("original") or 0
        if not self.cleaned_data["versions"] or first >= len(files):
            return files
        return [files[first], *files[:first], *files[first + 1 :]]


class TakingBackForm(forms.Form):
    """Why a document is withdrawn."""

    why = forms.CharField(label=_("Reason for withdrawing"), max_length=100)
