"""Addresses of questionnaires, rounds and answers, and the doors for field devices."""

from django.urls import path

from omuz.network.surveys.views import devices, filling, invitations, openrosa, questionnaires, rounds

app_name = "surveys"

_DEVICE = "cihaz/<str:code>/<str:token>/"

urlpatterns = [
    path("", invitations.listed, name="list"),
    path("davet/<uuid:invitation_id>/", invitations.one, name="invitation"),
    path("davet/<uuid:invitation_id>/yaz/", invitations.begin, name="begin"),
    path("davet/<uuid:invitation_id>/geri-cevir/", invitations.refuse, name="decline"),
    path("davet/<uuid:invitation_id>/indir/<slug:kind>/", rounds.take_own, name="own-file"),
    path("davet/<uuid:invitation_id>/merkez/", rounds.invitation, name="invited"),
    path("davet/<uuid:invitation_id>/geri-al/", rounds.uninvite, name="uninvite"),
    path("yanit/<uuid:answer_id>/", filling.write, name="answer"),
    path("yanit/<uuid:answer_id>/sakla/", filling.keep, name="keep"),
    path("yanit/<uuid:answer_id>/sec/", filling.settle, name="settle"),
    path("yanit/<uuid:answer_id>/oku/", invitations.read, name="read"),
    path("yanit/<uuid:answer_id>/yayimla/", invitations.publish, name="publish-answer"),
    path("formlar/", questionnaires.shelf, name="library"),
    path("formlar/yukle/", questionnaires.upload, name="upload"),
    path("formlar/katalog/", questionnaires.from_catalogue, name="from-catalogue"),
    path("formlar/<uuid:version_id>/", questionnaires.version, name="version"),
    path("formlar/<uuid:version_id>/kagit/", questionnaires.on_paper, name="paper"),
    path("formlar/<uuid:version_id>/dosya/", questionnaires.original, name="original"),
    path("formlar/<uuid:version_id>/dene/", questionnaires.attempt, name="try"),
    path("formlar/<uuid:version_id>/liste/", filling.choices, name="choices"),
    path("formlar/<uuid:version_id>/yayimla/", questionnaires.publish, name="publish"),
    path("formlar/<uuid:version_id>/sil/", questionnaires.remove, name="remove"),
    path("turlar/", rounds.listed, name="rounds"),
    path("turlar/yeni/", rounds.new, name="round-new"),
    path("turlar/<uuid:round_id>/", rounds.one, name="round"),
    path("turlar/<uuid:round_id>/degistir/", rounds.change, name="round-change"),
    path("turlar/<uuid:round_id>/kapat/", rounds.close, name="round-close"),
    path("turlar/<uuid:round_id>/hatirlat/", rounds.remind, name="round-remind"),
    path("turlar/<uuid:round_id>/davet/", rounds.more, name="round-more"),
    path("turlar/<uuid:round_id>/indir/<slug:kind>/", rounds.take, name="round-file"),
    path("cihazlar/", devices.listed, name="devices"),
    path("cihazlar/<uuid:device_id>/kapat/", devices.revoke, name="device-revoke"),
    # Devices add these very words to the address of the server; the words are the protocol's.
    path("cihaz/", openrosa.root, name="device-root"),
    path("cihaz/formList", openrosa.form_list, name="device-forms"),
    path("cihaz/submission", openrosa.submission, name="device-submission"),
    path("cihaz/form/<slug:round_code>", openrosa.form, name="device-form"),
    path("cihaz/manifest/<slug:round_code>", openrosa.manifest, name="device-manifest"),
    path("cihaz/list/<slug:round_code>", openrosa.long_list, name="device-list"),
    path(_DEVICE, openrosa.root, name="device-root-by-address"),
    path(f"{_DEVICE}formList", openrosa.form_list, name="device-forms-by-address"),
    path(f"{_DEVICE}submission", openrosa.submission, name="device-submission-by-address"),
    path(f"{_DEVICE}form/<slug:round_code>", openrosa.form, name="device-form-by-address"),
    path(f"{_DEVICE}manifest/<slug:round_code>", openrosa.manifest, name="device-manifest-by-address"),
    path(f"{_DEVICE}list/<slug:round_code>", openrosa.long_list, name="device-list-by-address"),
]
