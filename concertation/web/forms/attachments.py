"""The form of a file that belongs to a record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from concertation.register.attachments import MAXIMUM_BYTES
from concertation.register.media_types import endings
from concertation.register.models import Attachment
from concertation.web.language import document_languages, page_language
from concertation.web.wording import language_name


class AttachmentForm(forms.Form):
    """A file, what it is, and its language: where none is chosen, that of what is read in it."""

    file = forms.FileField(label=_("File"), max_length=300, allow_empty_file=True)
    kind = forms.ChoiceField(label=_("What it is"), choices=Attachment.Kind.choices)
    lang = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        lang: forms.ChoiceField = self.fields["lang"]  # type: ignore[assignment]
        named = ((code, language_name(code, page_language())) for code in document_languages())
        lang.choices = [("", "—"), *named]
        self.fields["file"].help_text = _("At most %(limit)s MB: %(endings)s.") % {
            "limit": MAXIMUM_BYTES // 1_000_000,
            "endings": ", ".join(endings()),
        }
