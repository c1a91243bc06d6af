"""How complete a released figure is, in sentences: names for the network, numbers for the public."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number


def completeness(told: Mapping[str, Any]) -> list[str]:
    """The standing written into a release, as notes under a figure; a missing centre is never a zero."""
    sums = {"reported": number(told["reported"], 0), "known": number(told["known"], 0)}
    notes = [_("%(reported)s / %(known)s merkez bildirdi; bildirmeyen sıfır sayılmadı") % sums]
    return notes + [sentence for name in _LISTED if (sentence := _LISTED[name](told[name]))]


def _said(told: Any, named: str, counted: str) -> str:
    if isinstance(told, list):
        return named % {"names": ", ".join(told)} if told else ""
    return counted % {"n": number(told, 0)} if told else ""


_LISTED = {
    "missing": lambda told: _said(told, _("Bildirmeyen: %(names)s"), _("%(n)s merkez bildirmedi")),
    "declined": lambda told: _said(told, _("Göndermeme kararı veren: %(names)s"), _("%(n)s merkez göndermedi")),
    "without": lambda told: _said(told, _("Bildirdi ama bu tablo yok: %(names)s"), _("%(n)s merkezde bu tablo yok")),
    "late": lambda told: _said(told, _("Geç gelen, toplamda: %(names)s"), _("%(n)s merkez geç bildirdi, toplamda")),
    "corrected": lambda told: _said(
        told, _("Düzeltilmiş, son sürümü toplamda: %(names)s"), _("%(n)s merkezin düzeltilmiş sürümü toplamda")
    ),
}
