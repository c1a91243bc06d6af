"""Addresses of who works with whom."""

from django.urls import path

from omuz.network.cooperation.views import protocols, ties

app_name = "cooperation"

urlpatterns = [
    path("", ties.overview, name="overview"),
    path("tablo.xlsx", ties.as_table, name="table"),
    path("merkez/<uuid:centre_id>/", ties.own, name="own"),
    path("protokoller/", protocols.listed, name="protocols"),
    path("protokoller/yeni/", protocols.protocol, name="new-protocol"),
    path("protokoller/<uuid:protocol_id>/", protocols.protocol, name="protocol"),
    path("protokoller/<uuid:protocol_id>/sil/", protocols.removed, name="remove-protocol"),
]
