"""Addresses of templates, of what became of them, and of the hand-over."""

from django.urls import path

from omuz.network.coordination.views import templates, templates_copies

_WORKSPACE = "<uuid:workspace_id>/"
_TEMPLATE = "kalip/<uuid:template_id>/"

urlpatterns = [
    path("kalip/", templates.listed, name="templates"),
    path("yan-yana/", templates_copies.abreast, name="beside"),
    path("yan-yana/belge.xlsx", templates_copies.abreast_book, name="beside-book"),
    path(_TEMPLATE, templates.one, name="template"),
    path(_TEMPLATE + "dosya.<str:ending>", templates.file, name="template-file"),
    path(_TEMPLATE + "kaldir/", templates.retire, name="template-retire"),
    path(_WORKSPACE + "kalip/", templates.take, name="take-template"),
    path(_WORKSPACE + "degisenler/", templates_copies.changed, name="copy"),
    path(_WORKSPACE + "devir/", templates_copies.handover, name="handover"),
    path(_WORKSPACE + "devir/dosya.<str:ending>", templates_copies.pack, name="handover-pack"),
]
