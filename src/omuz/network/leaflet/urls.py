"""Addresses of the leaflet; none of them says what it is about."""

from django.urls import path

from omuz.network.leaflet.views import everybody, figures

app_name = "leaflet"

urlpatterns = [
    path("", everybody.page, name="first"),
    path("takvim/", everybody.month, name="calendar"),
    path("saklayan.js", everybody.keeper, name="keeper"),
    path("yanitlar/", figures.answers, name="answers"),
    path("<slug:language>/", everybody.page, name="page"),
    path("<slug:language>/kart/<slug:code>/", everybody.card, name="card"),
    path("<slug:language>/soz/", everybody.answer, name="answer"),
]
