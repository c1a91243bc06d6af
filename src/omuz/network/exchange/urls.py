"""Addresses of shared learning; none of them carries a title or a code."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from omuz.network.exchange.views import analyses

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", analyses.overview, name="overview"),
]
if find_spec("omuz.network.exchange.urls_board"):
    urlpatterns.append(path("", include("omuz.network.exchange.urls_board")))
