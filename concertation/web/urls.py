"""Addresses of the pages."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from concertation.web.lists.declared import LISTINGS
from concertation.web.views import (
    account,
    calendar,
    circles,
    documents,
    due,
    home,
    invitations,
    lists,
    names,
    news,
    organizations,
    people,
    records,
    review,
    search,
    settings,
    together,
    work,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *(path(f"{slug}/", lists.listing, {"slug": slug}, name=slug) for slug in LISTINGS),
    path("organizations/suggest/", organizations.suggest, name="suggest"),
    path("organizations/<str:id>/", organizations.organization, name="organization"),
    path("records/new/<slug:kind>/", records.new, name="new"),
    path("records/<uuid:uid>/", records.record, name="record"),
    path("commitments/board/", work.board, name="board"),
    path("records/<uuid:uid>/progress/", work.progress, name="progress"),
    path("records/<uuid:uid>/progress/<int:pk>/take-back/", work.untell, name="untell"),
    path("records/<uuid:uid>/decisions/", work.decisions, name="decisions"),
    path("records/<uuid:uid>/edit/", records.edit, name="edit"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("together/<str:ids>/", together.together, name="together"),
    path("brief/<str:ids>/", together.brief, name="brief"),
    path("news/", news.news, name="news"),
    path("news/stop/<str:token>/", news.unsubscribe, name="unsubscribe"),
    path("records/<uuid:uid>/read/", news.acknowledge, name="acknowledge"),
    path("due/", due.board, name="due"),
    path("calendars/", calendar.addresses, name="calendars"),
    path("calendars/renew/", calendar.renew, name="calendar-renew"),
    path("calendars/mine.ics", calendar.of_person, name="calendar-mine"),
    path("calendars/organization/<str:id>.ics", calendar.of_organization, name="calendar-organization"),
    path("calendars/mechanism/<uuid:uid>.ics", calendar.of_mechanism, name="calendar-mechanism"),
    path("search/", search.search, name="search"),
    path("review/", review.queue, name="review"),
    path("review/<int:pk>/", review.proposal, name="proposal"),
    path("review/names/", names.names, name="names"),
    path("review/names/<int:pk>/", names.name, name="name"),
    path("review/confident/", review.confident, name="confident"),
    path("review/undo/", review.undo, name="undo"),
    path("language/", settings.language, name="language"),
    path("date/", settings.date_in_words, name="date"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    *(path(f"people/<int:pk>/{act}/", people.act, {"act": act}, name=act) for act in people.ACTS),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.new, name="invite"),
    path("invitations/<int:pk>/", invitations.decide, name="invitation"),
    path("invitation/<str:token>/", invitations.take_invitation, name="take-up"),
    path("circles/", circles.circles, name="circles"),
    path("circles/new/", circles.new, name="new-circle"),
    path("circles/<int:pk>/", circles.circle, name="circle"),
    path("account/", account.account, name="account"),
    path("account/leave/", account.leave_everywhere, name="leave-everywhere"),
    # The address is whom an administrator invited; nobody gives himself another one.
    path("accounts/email/", RedirectView.as_view(pattern_name="account"), name="account_email"),
    path("accounts/", include("allauth.urls")),
]

handler403 = settings.forbidden
handler404 = settings.missing
