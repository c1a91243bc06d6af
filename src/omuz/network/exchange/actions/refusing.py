"""Why words are not taken: what may never be kept, and what is missing before a second person reads."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import MOST_MONTHS, Consent, NotNow, Typed, Visibility
from omuz.network.exchange.rules.plain_words import LOOKS_LIKE
from omuz.network.exchange.rules.traces import names_somebody, never_kept, weeks_of


class Refused(NotNow):
    """These words are not kept; `field` says which."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def refuse_traces(fields: Mapping[str, Iterable[str]]) -> None:
    """Raise Refused where one of the fields carries a code, a number or an address; nothing of them is kept."""
    for name, values in fields.items():
        for text in values:
            if found := never_kept(text):
                told = _(
                    "“%(words)s” %(what)s benziyor; analizde durmaz, çıkarın. Bu alan kaydedilmedi, yazdığınız"
                    " sayfada duruyor."
                )
                raise Refused(told % {"words": found.words, "what": LOOKS_LIKE[found.sign]}, name)


def refuse_long(fields: Mapping[str, Iterable[str]]) -> None:
    """Raise Refused where a text is longer than its field; nothing is cut short in silence."""
    longest = {each.code: each.longest for each in template().fields}
    for name, values in fields.items():
        most = longest.get(name, 300)
        if any(len(text) > most for text in values):
            raise Refused(
                _("Yazı çok uzun; en çok %(most)d harf sığar. Yazdığınız sayfada duruyor, kısaltın.") % {"most": most},
                name,
            )


def missing(typed: Typed) -> list[str]:
    """Sentences about what is still missing or wrong before a second person can read it; empty when nothing is."""
    told = [
        _("“%(field)s” boş.") % {"field": field.title.say()}
        for field in template().fields
        if field.needed and not typed.one(field.code).strip()
    ]
    return [*told, *_wrong_title(typed), *_wrong_weeks(typed), *_wrong_settings(typed)]


def _wrong_title(typed: Typed) -> list[str]:
    named = names_somebody(typed.one("title"))
    return [_("Başlıkta bir isim var gibi; uydurma da olsa çıkarın.")] if named else []


def _wrong_weeks(typed: Typed) -> list[str]:
    wrong = [
        line for field in template().fields if field.kind == "weeks" for line in weeks_of(typed.one(field.code))[1]
    ]
    if not wrong:
        return []
    told = _("“Yapılanlar”da her satır “1. hafta:” ya da “3. ay:” diye başlamalı; şu satır öyle değil: %(line)s")
    return [told % {"line": wrong[0][:80]}]


def _wrong_settings(typed: Typed) -> list[str]:
    told = []
    if typed.one("consent") not in {each.value for each in Consent}:
        told.append(_("Kadının izni yazılmadı: alındı mı, gerekmedi mi?"))
    if typed.one("consent") == Consent.NOT_NEEDED and not typed.one("consent_why").strip():
        told.append(_("İznin neden gerekmediğini yazın."))
    if typed.one("visibility") not in {each.value for each in Visibility}:
        told.append(_("Kimin göreceği seçilmedi."))
    if months_of(typed) == 0:
        told.append(_("Ne kadar tutulacağı 1 ile %(most)d ay arasında olmalı.") % {"most": MOST_MONTHS})
    return told


def months_of(typed: Typed) -> int:
    """How many months it is to be kept: twelve where nothing is chosen, 0 where what stands there is no such number."""
    told = typed.one("months").strip()
    if not told:
        return MOST_MONTHS
    number = int(told) if told.isdecimal() and len(told) <= len(str(MOST_MONTHS)) else 0
    return number if 1 <= number <= MOST_MONTHS else 0
