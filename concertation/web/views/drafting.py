"""The draft: how far each section is, and a section sentence by sentence, with what each rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.models import Record
from concertation.reporting.drafting import editing
from concertation.reporting.drafting.composing import compose_sections
from concertation.reporting.drafting.coverage import budget, coverage, rests, share_of
from concertation.reporting.drafting.overview import overview
from concertation.reporting.drafting.placing import laid_out
from concertation.reporting.drafting.previous import beside
from concertation.reporting.drafting.refreshing import changes, refresh
from concertation.reporting.drafting.seeing import left_out, sentences_of
from concertation.reporting.models import Answer, Draft, InputRequest, Sentence
from concertation.reporting.select import bodies
from concertation.reporting.style.check import check
from concertation.reporting.style.finding import Finding
from concertation.reporting.style.section import Style
from concertation.reporting.telling.language import languages as written_in
from concertation.web.cycles import cycle_at_hand
from concertation.web.forms.blame import blame
from concertation.web.forms.drafting import SentenceForm
from concertation.web.language import page_language
from concertation.web.templatetags.words import language_name


def drafts(request: HttpRequest, uid: Any) -> HttpResponse:
    """How far each section is, in each language of the cycle."""
    cycle = cycle_at_hand(request, uid)
    langs = [lang for lang in cycle.languages if lang in written_in()]
    lang = request.GET.get("lang", langs[0] if langs else "")
    if langs and lang not in langs:
        raise Http404
    context = {
        "cycle": cycle,
        "langs": langs,
        "lang": lang,
        "rows": overview(cycle, lang, request.user),  # type: ignore[arg-type]
        "others": ", ".join(language_name(one) for one in cycle.languages if one not in langs),
    }
    return render(request, "drafting/drafts.html", context)


def draft(request: HttpRequest, uid: Any, pk: int, lang: str) -> HttpResponse:
    """One section: its sentences, what each rests on, and in the margin what is still to be done."""
    one = _draft(request, uid, pk, lang)
    return _shown(request, one)


def _draft(request: HttpRequest, uid: Any, pk: int, lang: str) -> Draft:
    cycle = cycle_at_hand(request, uid)
    section = get_object_or_404(cycle.sections.select_related("cycle", "organization", "theme"), pk=pk)
    if lang not in cycle.languages or lang not in written_in():
        raise Http404
    one, _new = Draft.objects.get_or_create(section=section, lang=lang)
    one.section = section
    return one


def _sentence(request: HttpRequest, one: Draft, of: Any) -> Sentence:
    """Return a sentence of the draft that the person sees. Raises `Http404`."""
    try:
        return get_object_or_404(sentences_of(request.user, draft=one), uid=of)  # type: ignore[arg-type]
    except ValidationError:  # no uid
        raise Http404 from None


def _shown(
    request: HttpRequest,
    one: Draft,
    *,
    form: SentenceForm | None = None,
    at: Sentence | None = None,
    status: int = 200,
) -> HttpResponse:
    person: Any = request.user
    sentences = list(rests(one, person))
    found = coverage(one, sentences, person)
    rows = list(one.section.cycle.sections.all())
    place = next(n for n, section in enumerate(rows) if section.pk == one.section_id)
    context = {
        "cycle": one.section.cycle,
        "section": one.section,
        "draft": one,
        "paragraphs": _paragraphs(sentences, one, person),
        "lacks": found,
        "unsourced": {sentence.pk for sentence in found.unsourced},
        "gone": {sentence.pk for sentence in found.gone},
        "budget": budget(one, person),
        "left_out": left_out(one, person),
        "beside": beside(one, person),
        "answers": _answers(one),
        "form": form,
        "at": at,
        "before": rows[place - 1] if place else None,
        "after": rows[place + 1] if place + 1 < len(rows) else None,
    }
    return render(request, "drafting/draft.html", context, status=status)


def _paragraphs(sentences: list[Sentence], one: Draft, person: Any) -> list[list[Any]]:
    """The sentences by paragraph, each with the records that the person sees of those that it rests on."""
    uids = {record.pk for sentence in sentences for record in sentence.records.all()}
    seen = set(Record.objects.visible_to(person).filter(pk__in=uids).values_list("pk", flat=True))
    found: dict[int, list[Any]] = {}
    for sentence in sentences:
        sentence.shown = [r for r in sentence.records.all() if r.pk in seen]  # type: ignore[attr-defined]
        found.setdefault(sentence.paragraph, []).append(sentence)
    return list(found.values())


def _answers(one: Draft) -> list[Answer]:
    """What the organization of the section wrote and nobody took over yet."""
    if not one.section.organization_id:
        return []
    given = (InputRequest.State.SUBMITTED, InputRequest.State.ACCEPTED)
    rows = Answer.objects.filter(
        request__cycle=one.section.cycle_id,
        request__organization=one.section.organization_id,
        request__state__in=given,
    )
    return list(rows.exclude(text="").exclude(sentences__draft=one))


def sentence(request: HttpRequest, uid: Any, pk: int, lang: str, of: Any) -> HttpResponse:
    """Change the words of a sentence, or what it rests on."""
    one = _draft(request, uid, pk, lang)
    at = _sentence(request, one, of)
    form = _form(request, one, at)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        person: Any = request.user
        try:
            editing.edit(
                at,
                data["text"],
                records=data["records"],
                cited=data["cited"],
                person=person,
                seen=data["seen"],
                why=data["why"],
            )
        except ValidationError as error:
            blame(form, error, {})
        else:
            return _back(one, at)
    return _shown(request, one, form=form, at=at, status=422 if form.errors else 200)


def new(request: HttpRequest, uid: Any, pk: int, lang: str) -> HttpResponse:
    """Write a sentence: after the one named by ``after``, else at the head of the section."""
    one = _draft(request, uid, pk, lang)
    after = _sentence(request, one, request.GET["after"]) if request.GET.get("after") else None
    form = _form(request, one, None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = editing.add(
                one,
                data["text"],
                after=after,
                person=request.user,  # type: ignore[arg-type]
                seen=data["seen"],
                records=data["records"],
                cited=data["cited"],
                new_paragraph=data["new_paragraph"],
            )
        except ValidationError as error:
            blame(form, error, {})
        else:
            return _back(one, made)
    return _shown(request, one, form=form, at=after, status=422 if form.errors else 200)


def _form(request: HttpRequest, one: Draft, at: Sentence | None) -> SentenceForm:
    person: Any = request.user
    facts: Any = Record.objects.visible_to(person).filter(uid__in=one.to_tell)
    return SentenceForm(request.POST or None, draft=one, sentence=at, facts=facts, person=person)


ACTS: dict[str, Callable[[Sentence, Any, int, str], object]] = {
    "up": lambda at, person, seen, why: editing.move(at, -1, seen=seen),
    "down": lambda at, person, seen, why: editing.move(at, 1, seen=seen),
    "part": lambda at, person, seen, why: editing.part(at, seen=seen),
    "join": lambda at, person, seen, why: editing.join(at, seen=seen),
    "revert": lambda at, person, seen, why: editing.revert(at, person=person, seen=seen),
    "take-out": lambda at, person, seen, why: editing.take_out(at, person=person, seen=seen, why=why),
}


@require_POST
def act(request: HttpRequest, uid: Any, pk: int, lang: str, of: Any) -> HttpResponse:
    """Move a sentence, part or join paragraphs, give back the generated words, take it out."""
    one = _draft(request, uid, pk, lang)
    at = _sentence(request, one, of)
    do = ACTS.get(request.POST.get("act", ""))
    if do is None:
        raise Http404
    try:
        do(at, request.user, _number(request.POST.get("seen")), request.POST.get("why", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if request.POST["act"] == "take-out":
            messages.success(request, _("The sentence was taken out. It is kept under “Left out”."))
    return _back(one, at)


@require_POST
def give_back(request: HttpRequest, uid: Any, pk: int, lang: str) -> HttpResponse:
    """Let a sentence that was taken out come back with the next refresh."""
    one = _draft(request, uid, pk, lang)
    try:
        editing.give_back(one, request.POST.get("key", ""), seen=_number(request.POST.get("seen")))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(one)
    return redirect("cycle-draft-refresh", uid, pk, lang)


@require_POST
def use(request: HttpRequest, uid: Any, pk: int, lang: str, answer: int) -> HttpResponse:
    """Take what a body wrote into the section, as a paragraph at its end."""
    one = _draft(request, uid, pk, lang)
    given = get_object_or_404(Answer, pk=answer, request__cycle=one.section.cycle_id)
    if given not in _answers(one):
        raise Http404
    last = laid_out(one)[-1][-1] if one.sentences.exists() else None
    try:
        made = editing.add(
            one,
            given.text,
            after=last,
            person=request.user,  # type: ignore[arg-type]
            seen=_number(request.POST.get("seen")),
            answers=[given],
            new_paragraph=True,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(one)
    return _back(one, made)


def style(request: HttpRequest, uid: Any, pk: int, lang: str) -> HttpResponse:
    """What the rules of style find in the section."""
    one = _draft(request, uid, pk, lang)
    person: Any = request.user
    paragraphs = _paragraphs(list(rests(one, person)), one, person)
    found = check(
        [" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs],
        Style.of(lang, bodies().values()),
        limit=share_of(one.section),
    )
    context = {
        "cycle": one.section.cycle,
        "section": one.section,
        "draft": one,
        "findings": [(finding, *_around(finding, paragraphs)) for finding in found],
    }
    return render(request, "drafting/style.html", context)


def _around(finding: Finding, paragraphs: list[list[Any]]) -> tuple[str, str, Sentence]:
    """The sentence of the finding in the language of the page, the point of style that it rests on, and the
    sentence of the draft in which it stands."""
    lang, start = page_language(), 0
    paragraph = paragraphs[finding.paragraph]
    for sentence in paragraph:
        if finding.start <= start + len(sentence.text):
            return finding.sentence(lang), finding.point(lang), sentence
        start += len(sentence.text) + 1
    return finding.sentence(lang), finding.point(lang), paragraph[-1]


def refreshed(request: HttpRequest, uid: Any, pk: int, lang: str) -> HttpResponse:
    """Show what the register would change in the draft, and change it when that is confirmed."""
    one = _draft(request, uid, pk, lang)
    person: Any = request.user
    try:
        composed = compose_sections(one.section.cycle, lang, person)
    except ValueError as error:
        messages.error(request, str(error))
        return _back(one)
    generated = composed.paragraphs[pk]
    if request.method == "POST":
        if _number(request.POST.get("seen")) != one.version:
            messages.error(request, _("Somebody changed this section meanwhile. Look at the list again."))
            return redirect("cycle-draft-refresh", uid, pk, lang)
        refresh(one, generated, [fact.uid for fact in composed.facts[pk]], person)
        messages.success(request, _("The section is up to date with the register."))
        return _back(one)
    context = {
        "cycle": one.section.cycle,
        "section": one.section,
        "draft": one,
        "changes": changes(one, generated, person),
        "without_name": sorted(composed.without_name),
    }
    return render(request, "drafting/refresh.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else -1


def _back(one: Draft, at: Sentence | None = None) -> HttpResponse:
    address = reverse("cycle-draft", args=[one.section.cycle.uid, one.section_id, one.lang])
    return redirect(f"{address}#s-{at.uid}" if at else address)
