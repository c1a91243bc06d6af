"""Addresses of interviews; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.interviews.views import paper, reading, writing

app_name = "interviews"

urlpatterns = [
    path("kagit/", paper.blank, name="paper"),
    path("yeni/<uuid:case_id>/", writing.new, name="new"),
    path("<uuid:interview_id>/", reading.one, name="open"),
    path("<uuid:interview_id>/taslak/", writing.keep, name="keep"),
    path("<uuid:interview_id>/at/", writing.discard, name="discard"),
    path("<uuid:interview_id>/duzelt/", reading.correct, name="correct"),
]
