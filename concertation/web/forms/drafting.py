"""Forms of a draft: the words of a sentence, and what it rests on."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.register.models import Paragraph, Record
from concertation.reporting.models import Draft, Sentence
from concertation.web.fields import ParagraphField, ReasonField
from concertation.web.language import page_language

LINE = re.compile(r"[\n;]+")


class SentenceForm(forms.Form):
    """A sentence: its words, the records and paragraphs that it rests on, the version of the draft that its
    writer saw. `facts` are the records of the section to choose from."""

    text = forms.CharField(label=gettext_lazy("Sentence"), widget=forms.Textarea({"rows": 4}))
    seen = forms.IntegerField(widget=forms.HiddenInput)
    why = ReasonField(required=False)

    def __init__(
        self, data: Any = None, *, draft: Draft, sentence: Sentence | None, facts: Any, person: Any
    ) -> None:
        rests = list(sentence.records.all()) if sentence else []
        cited = list(sentence.cited.select_related("document")) if sentence else []
        initial = {
            "text": sentence.text if sentence else "",
            "seen": draft.version,
            "records": [record.pk for record in rests],
            "cited": "; ".join(str(paragraph) for paragraph in cited),
        }
        super().__init__(data, initial=initial)
        rows: Any = Record.objects.visible_to(person)
        self.fields["records"] = _Records(
            label=_("Records that it tells"),
            queryset=rows.filter(pk__in={*facts.values_list("pk", flat=True), *initial["records"]})
            .prefetch_related("texts")
            .order_by("kind", "earliest", "pk"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["cited"] = _Paragraphs(person=person, kept=cited)
        self.fields["new_paragraph"] = forms.BooleanField(label=_("Begins a new paragraph"), required=False)
        if sentence:
            del self.fields["new_paragraph"]
        self.order_fields(["text", "new_paragraph", "records", "cited", "why"])


class _Records(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        title = obj.title_in(page_language())
        return f"{title} ({obj.date})" if obj.date else title


class _Paragraphs(forms.CharField):
    """Paragraphs of documents, each by symbol and number, one a line or separated by semicolons."""

    def __init__(self, *, person: Any, kept: list[Paragraph]) -> None:
        super().__init__(
            label=_("Paragraphs of documents that it rests on"),
            required=False,
            widget=forms.Textarea({"rows": 2}),
            help_text=_("Symbol and number of each, such as A/73/328, para. 12, separated by semicolons."),
        )
        self.one = ParagraphField(required=False, person=person)
        self.kept = {str(paragraph): paragraph for paragraph in kept}

    def clean(self, value: Any) -> list[Paragraph]:
        words = [word.strip() for word in LINE.split(super().clean(value) or "")]
        found = [self.kept.get(word) or self.one.clean(word) for word in words if word]
        return [paragraph for paragraph in found if paragraph]
