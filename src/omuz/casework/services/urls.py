"""Addresses of requests and services; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.services.views import files, groups, notes, requests, sessions, waiting

app_name = "services"

urlpatterns = [
    path("", waiting.listed, name="waiting"),
    path("yaz/", sessions.quick, name="quick"),
    path("birlikte/", groups.new, name="group-new"),
    path("birlikte/<uuid:group_id>/", groups.one, name="group"),
    path("birlikte/<uuid:group_id>/duzelt/", groups.correct, name="group-correct"),
    path("dosya/<uuid:case_id>/", files.one, name="file"),
    path("dosya/<uuid:case_id>/parca/", files.part, name="part"),
    path("dosya/<uuid:case_id>/istek/", files.ask, name="ask"),
    path("dosya/<uuid:case_id>/yaz/", sessions.new, name="session-new"),
    path("dosya/<uuid:case_id>/kendi/", notes.own, name="notes"),
    path("kendi/<uuid:note_id>/", notes.change, name="note"),
    path("istek/<uuid:request_id>/", requests.one, name="request"),
    path("istek/<uuid:request_id>/sira/", requests.move, name="move"),
    path("guvenli-yer/<uuid:shelter_id>/", requests.shelter, name="shelter"),
    path("yapilan/<uuid:session_id>/", sessions.one, name="session"),
    path("yapilan/<uuid:session_id>/duzelt/", sessions.correct, name="session-correct"),
    path("yapilan/<uuid:session_id>/geri-al/", sessions.remove, name="session-remove"),
]
