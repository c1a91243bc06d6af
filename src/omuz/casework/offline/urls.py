"""Addresses of writing while the line is cut; none of them says what it is about."""

from django.urls import path

from omuz.casework.offline.views import choosing, line, permitting, shell

app_name = "offline"

urlpatterns = [
    path("", shell.shell, name="shell"),
    path("saklayan.js", shell.keeper, name="keeper"),
    path("belge.webmanifest", shell.manifest, name="manifest"),
    path("durum/", line.standing, name="standing"),
    path("ac/", line.switch_on, name="switch-on"),
    path("yarim/", line.half, name="half"),
    path("kapat/", line.switch_off, name="switch-off"),
    path("dolan/", line.expired, name="expired"),
    path("teslim/", line.deliver, name="deliver"),
    path("taslaklar/", line.drafts, name="drafts"),
    path("taslaklar/<uuid:interview_id>/", line.take, name="take"),
    path("ayar/", permitting.settings, name="settings"),
    path("ayar/<uuid:device_id>/", permitting.withdraw, name="withdraw"),
    path("karsilastir/", choosing.waiting, name="waiting"),
    path("karsilastir/<uuid:conflict_id>/", choosing.compare, name="compare"),
]
