"""Addresses of the call tally; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.contacts.views import exports, intake, lists, paper, records, tally

app_name = "contacts"

urlpatterns = [
    path("", lists.listed, name="list"),
    path("bugun/", lists.today, name="today"),
    path("bul/", lists.find, name="find"),
    path("yeni/", tally.new, name="new"),
    path("kagit/", paper.blank, name="paper"),
    path("iceri/", intake.bring, name="import"),
    path("iceri/<uuid:run_id>/", intake.run, name="import-run"),
    path("iceri/<uuid:run_id>/karar/", intake.order, name="import-order"),
    path("iceri/<uuid:run_id>/alinmayan/", intake.refused, name="import-refused"),
    path("disari/", exports.take, name="export"),
    path("disari/<uuid:export_id>/", exports.answer, name="export-answer"),
    path("disari/<uuid:export_id>/dosya/", exports.file, name="export-file"),
    path("<uuid:contact_id>/", records.one, name="open"),
    path("<uuid:contact_id>/taslak/", tally.keep, name="keep"),
    path("<uuid:contact_id>/at/", tally.discard, name="discard"),
    path("<uuid:contact_id>/duzelt/", records.correct, name="correct"),
    path("<uuid:contact_id>/arama/", records.settle, name="settle"),
]
