"""Addresses of her yes; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.consents.views import pages

app_name = "consents"

urlpatterns = [
    path("dosya/<uuid:case_id>/", pages.of_case, name="case"),
    path("istisna/", pages.review, name="review"),
    path("istisna/<uuid:override_id>/", pages.override, name="override"),
    path("istisna/<uuid:override_id>/karar/", pages.answer, name="answer"),
    path("istisna/<uuid:override_id>/okundu/", pages.reviewed, name="reviewed"),
]
