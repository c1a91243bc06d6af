"""Addresses of the coordination room; nothing in them tells what is spoken of."""

from django.urls import URLPattern, path

from omuz.network.coordination.urls_focus import urlpatterns as focus_patterns
from omuz.network.coordination.urls_templates import urlpatterns as template_patterns
from omuz.network.coordination.views import learning, places, plan, protocols, units

app_name = "coordination"

_SPACE = "<uuid:workspace_id>/"
_UNIT = _SPACE + "mudurlukler/<uuid:unit_id>/"
_STEP = _SPACE + "eylem/<uuid:step_id>/"

urlpatterns: list[URLPattern] = [
    path("", places.listed, name="list"),
    path(_SPACE, places.workspace, name="workspace"),
    path(_SPACE + "bilgi/", places.details, name="details"),
    path(_SPACE + "ilerle/", places.reach, name="reach"),
    path(_SPACE + "geri/", places.set_back, name="set-back"),
    path(_SPACE + "mudurlukler/", units.units, name="units"),
    path(_UNIT, units.unit, name="unit"),
    path(_UNIT + "irtibat/", units.focal, name="focal"),
    path(_UNIT + "sayfa/", units.edit, name="page"),
    path(_UNIT + "sayfa/<int:version>/", units.version, name="version"),
    path(_UNIT + "sayfa/<int:version>/onay/", units.confirm, name="confirm"),
    path(_UNIT + "cikar/", units.remove, name="remove-unit"),
    path(_UNIT + "belge.pdf", units.sheet, name="unit-sheet"),
    path(_SPACE + "protokol/", protocols.protocol, name="protocol"),
    path(_SPACE + "protokol/taslak/", protocols.draft, name="draft"),
    path(_SPACE + "protokol/yenile/", protocols.renew, name="renew"),
    path(_SPACE + "protokol/<uuid:protocol_id>/belge.<str:ending>", protocols.paper, name="protocol-paper"),
    path(_SPACE + "eylem/", plan.actions, name="plan"),
    path(_SPACE + "eylem/yeni/", plan.new, name="step-new"),
    path(_SPACE + "eylem/belge.<str:ending>", plan.book, name="plan-file"),
    path(_STEP, plan.step, name="step"),
    path(_STEP + "degistir/", plan.change, name="step-change"),
    path(_STEP + "tasi/", plan.move, name="move"),
    path(_STEP + "cikar/", plan.remove, name="remove-step"),
    path(_SPACE + "sayilar/", learning.cards, name="cards"),
    path(_SPACE + "dersler/", learning.lessons, name="lessons"),
    path(_SPACE + "dersler/<uuid:lesson_id>/cikar/", learning.forget, name="forget"),
    *focus_patterns,
    *template_patterns,
]
