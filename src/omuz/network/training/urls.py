"""Addresses of trainings; none of them carries a name."""

from django.urls import path

from omuz.network.training.views import calendar, coverage, holding, letters, papers, participants, telling

app_name = "training"

urlpatterns = [
    path("", calendar.overview, name="overview"),
    path("kurs/<slug:code>/", calendar.course, name="course"),
    path("takvim.ics", letters.calendar, name="calendar"),
    path("yeni/", holding.new, name="new"),
    path("belge/", papers.check, name="check"),
    path("belge/<uuid:certificate_id>/", papers.certificate, name="certificate"),
    path("belge/<uuid:certificate_id>/geri-al/", papers.withdraw, name="withdraw"),
    path("kapsam/", coverage.coverage, name="coverage"),
    path("kapsam/<slug:kind>/", coverage.coverage_file, name="coverage-file"),
    path("baska-yerde/", coverage.elsewhere, name="elsewhere"),
    path("baska-yerde/<uuid:row_id>/cikar/", coverage.remove, name="remove-elsewhere"),
    path("mudurlukler/", coverage.directorates, name="directorates"),
    path("supervizyon/", coverage.supervision, name="supervision"),
    path("<uuid:training_id>/", calendar.one, name="one"),
    path("<uuid:training_id>/degistir/", holding.change, name="change"),
    path("<uuid:training_id>/iptal/", holding.cancel, name="cancel"),
    path("<uuid:training_id>/davet/", participants.invite, name="invite"),
    path("<uuid:training_id>/katilim/", participants.attendance, name="attendance"),
    path("<uuid:training_id>/takvim.ics", letters.calendar_of_one, name="calendar-of-one"),
    path("<uuid:training_id>/mektup.<str:ending>", letters.open_letter, name="open-letter"),
    path("<uuid:training_id>/cizelge.<str:ending>", letters.sheet, name="sheet"),
    path("<uuid:training_id>/belgeler/", papers.give, name="give"),
    path("<uuid:training_id>/kagit/<slug:moment>/", telling.paper, name="paper"),
    path("yer/<uuid:seat_id>/", participants.name, name="name"),
    path("yer/<uuid:seat_id>/mektup.<str:ending>", letters.letter, name="letter"),
    path("yer/<uuid:seat_id>/yanit/", participants.answer, name="answer"),
    path("yer/<uuid:seat_id>/beceriler/<slug:moment>/", telling.rate, name="rate"),
    path("yer/<uuid:seat_id>/degisen/", telling.change, name="tell-change"),
]
