"""Addresses of focus groups and unit sheets."""

from django.urls import path

from omuz.network.coordination.views import focus, focus_notes, focus_sheets

_WORKSPACE = "<uuid:workspace_id>/odak/"
_GROUP = "odak/<uuid:group_id>/"

urlpatterns = [
    path(_WORKSPACE, focus.overview, name="focus"),
    path(_WORKSPACE + "yeni/", focus.new, name="focus-new"),
    path(_WORKSPACE + "kilavuz/", focus.guide, name="focus-guide"),
    path(_WORKSPACE + "<str:what>.<str:ending>", focus.paper, name="focus-paper"),
    path(_WORKSPACE + "birlikte/", focus_notes.together, name="focus-synthesis"),
    path(_WORKSPACE + "ortak/", focus_sheets.joint, name="focus-joint"),
    path(_GROUP, focus.group, name="focus-group"),
    path(_GROUP + "plan/", focus.change, name="focus-change"),
    path(_GROUP + "yapildi/", focus.held, name="focus-held"),
    path(_GROUP + "iptal/", focus.call_off, name="focus-call-off"),
    path(_GROUP + "kilavuz.<str:ending>", focus.group_guide, name="focus-group-guide"),
    path(_GROUP + "notlar/", focus_notes.notes, name="focus-notes"),
    path(_GROUP + "temalar/", focus_notes.codes, name="focus-codes"),
    path("odak/birim/<uuid:unit_id>/", focus_sheets.sheet, name="focus-sheet"),
    path("odak/birim/<uuid:unit_id>/yaz/", focus_sheets.draw, name="focus-draw"),
    path("odak/birim/<uuid:unit_id>/onay/", focus_sheets.confirm, name="focus-confirm"),
    path("odak/birim/<uuid:unit_id>/belge.<str:ending>", focus_sheets.paper, name="focus-sheet-paper"),
    path("odak/eylem/<uuid:action_id>/", focus_sheets.into_plan, name="focus-into-plan"),
]
