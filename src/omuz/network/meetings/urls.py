"""Addresses of the meetings room; nothing in them tells what is spoken of."""

from django.urls import path

from omuz.network.meetings.views import decisions, meeting, minutes, rota

app_name = "meetings"

_MEETING = "<uuid:meeting_id>/"

urlpatterns = [
    path("", rota.overview, name="overview"),
    path("takvim/", rota.rota, name="rota"),
    path("takvim/oneri/", rota.accept, name="accept"),
    path("takvim/yeni/", rota.new, name="new"),
    path("takvim.ics", rota.calendar, name="calendar"),
    path("kurumlar/", rota.institutions, name="institutions"),
    path("kurumlar/rehberden/", rota.take_in, name="take-in"),
    path("kurumlar/konuk/", rota.guest, name="guest"),
    path("kurumlar/<uuid:institution_id>/", rota.institution, name="institution"),
    path("kararlar/", decisions.listed, name="decisions"),
    path("kararlar/belge.<str:ending>", decisions.sheet, name="decision-sheet"),
    path("kararlar/<uuid:decision_id>/", decisions.decision, name="decision"),
    path(_MEETING, meeting.meeting, name="meeting"),
    path(_MEETING + "sira/", rota.turn, name="turn"),
    path(_MEETING + "bilgi/", meeting.details, name="details"),
    path(_MEETING + "gundem/", meeting.agenda, name="agenda"),
    path(_MEETING + "cagri/", meeting.call, name="call"),
    path(_MEETING + "katilim/", minutes.presence, name="presence"),
    path(_MEETING + "tutanak/", minutes.minutes, name="minutes"),
    path(_MEETING + "tutanak/ac/", minutes.reopen, name="reopen"),
    path(_MEETING + "karar/<uuid:decision_id>/", minutes.decision, name="wording"),
    path(_MEETING + "karar/<uuid:decision_id>/cikar/", minutes.withdraw, name="withdraw"),
    path(_MEETING + "degerlendirme/", minutes.evaluation, name="evaluation"),
    path(_MEETING + "degerlendirme/kagit/", minutes.sheets, name="sheets"),
    path(_MEETING + "belge/", meeting.note_paper, name="note-paper"),
    path(_MEETING + "belge/<uuid:attachment_id>/cikar/", meeting.remove_paper, name="remove-paper"),
    path(_MEETING + "cikti/<str:what>.<str:ending>", meeting.paper, name="paper"),
]
