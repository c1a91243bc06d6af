"""Stable addresses of open data: dataset, version, file. What was given out once stays at its address."""

from django.urls import path

from omuz.network.figures.views import opendata

app_name = "open-data"

urlpatterns = [
    path("", opendata.listed, name="list"),
    path(opendata.LIST, opendata.whole, name="catalogue"),
    path("<slug:code>/", opendata.newest, name="newest"),
    path("<slug:code>/<int:number>/", opendata.version, name="version"),
    path("<slug:code>/<int:number>/<path:name>", opendata.file, name="file"),
]
