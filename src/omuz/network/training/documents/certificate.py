"""A certificate as PDF (PDF/UA-1) on A4, lying; words reach Typst as data only, because its source would run them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.turkish import day
from omuz.insight.charts.drawing import FONTS
from omuz.insight.charts.letters import in_letters
from omuz.network.training.models import Certificate
from omuz.network.training.queries.catalogue import course_of, course_title, is_partial

_PAPER = Path(__file__).with_name("certificate.typ")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def certificate_pdf(certificate: Certificate, name: str, host: str, language: str) -> bytes:
    """The paper; an empty `name` leaves a line to write on."""
    import typst

    with override(language):
        told = _told(certificate, name, host, language)
    made = typst.Compiler(
        _PAPER.read_bytes(), font_paths=_fonts(), sys_inputs={"told": json.dumps(in_letters(told), ensure_ascii=False)}
    ).compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])


def _told(certificate: Certificate, name: str, host: str, language: str) -> dict[str, Any]:
    course = course_of(certificate.course)
    partial = is_partial(certificate.course, certificate.hours)
    held = certificate.seat.training.modules
    return {
        "lang": language,
        "heading": _("Katılım belgesi"),
        "name": name,
        "who": ", ".join(part for part in (certificate.title, certificate.where) if part),
        "network": _("Kadın Danışma Merkezleri Ağı"),
        "took": _("aşağıdaki eğitimin bir bölümünü tamamladı:") if partial else _("aşağıdaki eğitimi tamamladı:"),
        "modules": [str(module.title) for module in course.modules if module.code in held] if course else [],
        "course": course_title(certificate.course),
        "aim": course.aim.say(language) if course else "",
        "facts": [
            [_("Süre"), _("%(n)s saat") % {"n": certificate.hours}],
            [_("Bittiği gün"), day(certificate.ended_on)],
            [_("Geçerli"), _valid(certificate, partial=partial)],
            [_("Düzenleyen"), host],
        ],
        "code": certificate.code,
        "code_title": _("Belge kodu"),
        "check": _("Kod, belgeyi veren kurulumda Eğitim › Belge doğrula sayfasında denetlenir; orada isim görünmez."),
        "withdrawn": _("GERİ ALINDI") if hasattr(certificate, "withdrawal") else "",
        "signature": _("Düzenleyen adına imza"),
    }


def _valid(certificate: Certificate, *, partial: bool) -> str:
    if partial:
        return _("kursun bir bölümü; tek başına kursun yerine geçmez")
    if certificate.valid_until is None:
        return _("süresiz")
    return _("%(day)s gününe kadar") % {"day": day(certificate.valid_until)}
