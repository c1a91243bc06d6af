"""Addresses of the yearly profiles."""

from django.urls import path

from omuz.network.profiles.views import centre, network, shared

app_name = "profiles"

urlpatterns = [
    path("", shared.overview, name="overview"),
    path("merkez/<slug:code>/", shared.public, name="public"),
    path("ag/<uuid:round_id>/", shared.told, name="network"),
    path("yeni/", network.new, name="new"),
    path("tur/<uuid:round_id>/", network.one, name="round"),
    path("tur/<uuid:round_id>/hatirlat/", network.remind, name="remind"),
    path("tur/<uuid:round_id>/kapat/", network.close, name="close"),
    path("tur/<uuid:round_id>/paylas/", network.publish, name="publish"),
    path("tur/<uuid:round_id>/sorular/", network.questions, name="questions"),
    path("tur/<uuid:round_id>/soru/<slug:name>/", network.question, name="question"),
    path("davet/<uuid:invitation_id>/", centre.own, name="own"),
    path("davet/<uuid:invitation_id>/imzala/", centre.sign, name="sign"),
    path("davet/<uuid:invitation_id>/karsilastir/", centre.compare, name="compare"),
    path("davet/<uuid:invitation_id>/yazdir/", centre.printed, name="print"),
]
