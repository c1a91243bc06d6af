"""Addresses of shared learning; none of them carries a title or a code."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from omuz.network.exchange.views import analyses, analyses_centre, analyses_writing

app_name = "exchange"

_ONE = "merkez/<uuid:analysis_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", analyses.overview, name="overview"),
    path("analiz/<uuid:analysis_id>/", analyses.published, name="published"),
    path("merkez/", analyses_centre.own, name="own"),
    path("merkez/suresi-dolan/", analyses_centre.destroy_expired, name="destroy-expired"),
    path("merkez/yeni/<uuid:centre_id>/", analyses_centre.begin, name="begin"),
    path(_ONE, analyses_centre.one, name="analysis"),
    path(f"{_ONE}yaz/", analyses_writing.write, name="write"),
    path(f"{_ONE}sakla/", analyses_writing.keep, name="keep"),
    path(f"{_ONE}surumler/", analyses_writing.versions, name="versions"),
    path(f"{_ONE}oku/", analyses_centre.read_second, name="read-second"),
    path(f"{_ONE}yok-et/", analyses_centre.destroy, name="destroy"),
    path(f"{_ONE}<slug:name>/", analyses_centre.step, name="step"),
]
if find_spec("omuz.network.exchange.urls_board"):
    urlpatterns.append(path("", include("omuz.network.exchange.urls_board")))
