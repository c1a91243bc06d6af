"""A weighed duty to notify and a request by an authority as lines of label and words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from omuz.casework.orders.queries.shown import said
from omuz.casework.orders.queries.told import in_words
from omuz.casework.orders.rules.notification import Weighing
from omuz.casework.orders.rules.requests import Asked
from omuz.foundation.catalogue import turkish

Lines = list[tuple[str, str]]


def _day(on: date | None) -> str:
    return turkish.day(on) if on else ""


def _with(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _kept(lines: Lines) -> Lines:
    return [(label, words) for label, words in lines if words]


def weighed_lines(weighing: Weighing, words: dict[str, Any]) -> Lines:
    """Everything that was weighed; what nobody said is left out."""
    return _kept(
        [
            (_("Gün"), _day(weighing.on)),
            (_("Yasal dayanak"), in_words("notification_basis", weighing.basis)),
            (_("Kadına anlatılması"), _with(said("notification_told", weighing.told), _day(weighing.told_on))),
            (_("Ona söylenen"), words.get("told", "")),
            (_("O ne istiyor"), said("notification_wish", weighing.wish)),
            (_("Kendi sözleriyle"), words.get("wish", "")),
            (_("Karar"), said("notification_decision", weighing.decision)),
            (_("Kime"), said("notification_to", weighing.institution)),
            (_("En az ne söylenecek"), in_words("notification_content", weighing.least)),
            (_("Söylenecek tam söz"), words.get("least", "")),
            (_("Ne zaman"), _day(weighing.planned_on)),
            (_("Zamanlama ve güvenlik planı"), words.get("plan", "")),
            (_("Neden geri döndü"), words.get("returned", "")),
            (_("Yapıldı"), _with(_day(weighing.done_on), words.get("done", ""))),
        ]
    )


def asked_lines(asked: Asked, words: dict[str, Any], lawyer: str) -> Lines:
    """Everything in the register about one request; what nobody said is left out."""
    return _kept(
        [
            (_("Geldiği gün"), _day(asked.on)),
            (_("Kim istedi"), said("legal_asker", asked.institution)),
            (_("Ne istendi"), said("legal_request_kind", asked.kind)),
            (_("Belge"), _with(words.get("document", ""), _day(asked.document_on))),
            (_("Belgede yazan"), words.get("asked", "")),
            (_("Yanıt için son gün"), _day(asked.answer_by)),
            (_("Avukatın görüşü"), _with(said("legal_review", asked.review), _day(asked.reviewed_on))),
            (_("Avukat"), lawyer or words.get("lawyer", "")),
            (_("Dayanağı ve sınırı"), words.get("review", "")),
            (_("Kadına haber"), _with(said("legal_warned", asked.warned), _day(asked.warned_on))),
            (_("Haber verme planı"), words.get("plan", "")),
            (_("Verilen"), in_words("legal_given", asked.given)),
            (_("Yanıtlandığı gün"), _day(asked.answered_on)),
        ]
    )
