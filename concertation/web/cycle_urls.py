"""Addresses of the pages of the reporting cycle."""

from django.urls import path

from concertation.web.views import (
    cycle_mandates,
    cycle_planning,
    cycle_questions,
    cycle_sections,
    cycles,
    drafting,
)

urlpatterns = [
    path("", cycles.cycles, name="cycles"),
    path("new/", cycles.new, name="new-cycle"),
    path("<uuid:uid>/", cycles.cycle, name="cycle"),
    path("<uuid:uid>/edit/", cycles.edit, name="edit-cycle"),
    path("<uuid:uid>/delete/", cycles.delete, name="delete-cycle"),
    path("<uuid:uid>/history/", cycles.history, name="cycle-history"),
    path("<uuid:uid>/follow-up/", cycles.look_back, name="cycle-follow-up"),
    path("<uuid:uid>/mandates/", cycle_mandates.mandates, name="cycle-mandates"),
    path("<uuid:uid>/sections/", cycle_sections.sections, name="cycle-sections"),
    path("<uuid:uid>/sections/<int:pk>/", cycle_sections.section, name="cycle-section"),
    path("<uuid:uid>/sections/<int:pk>/remove/", cycle_sections.remove_section, name="remove-section"),
    path("<uuid:uid>/questions/", cycle_questions.questions, name="cycle-questions"),
    path("<uuid:uid>/questions/new/", cycle_questions.new, name="new-question"),
    path("<uuid:uid>/questions/<int:pk>/", cycle_questions.question, name="cycle-question"),
    path("<uuid:uid>/questions/<int:pk>/remove/", cycle_questions.remove_question, name="remove-question"),
    path("<uuid:uid>/draft/", drafting.drafts, name="cycle-drafts"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/", drafting.draft, name="cycle-draft"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/refresh/", drafting.refreshed, name="cycle-draft-refresh"),
    path(
        "<uuid:uid>/draft/<int:pk>/<slug:lang>/give-back/", drafting.give_back, name="cycle-draft-give-back"
    ),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/style/", drafting.style, name="cycle-draft-style"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/new/", drafting.new, name="cycle-sentence-new"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/use/<int:answer>/", drafting.use, name="cycle-answer-use"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/<uuid:of>/", drafting.sentence, name="cycle-sentence"),
    path("<uuid:uid>/draft/<int:pk>/<slug:lang>/<uuid:of>/act/", drafting.act, name="cycle-sentence-act"),
    path("<uuid:uid>/asked/", cycle_planning.planning, name="cycle-planning"),
    path("<uuid:uid>/asked/<int:pk>/", cycle_planning.body, name="cycle-body"),
]
