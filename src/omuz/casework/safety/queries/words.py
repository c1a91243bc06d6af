"""What fields, reasons, levels and faults are called on the page."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.safety.actions.drafts import DiscardReason
from omuz.casework.safety.rules.factors import Answer, Said, When
from omuz.casework.safety.rules.plan import Copy
from omuz.casework.safety.rules.prompt import Level, LowerProblem, Why
from omuz.casework.safety.rules.talk import LowerReason, TalkProblem
from omuz.casework.safety.rules.triggers import DropReason
from omuz.foundation.catalogue.lists import code_list

FIELDS: dict[str, Any] = {
    "on": _("Gün"),
    "when": _("Ne zaman?"),
    "done": _("Ne yapıyoruz?"),
    "plan_offered": _("Güvenlik planı önerildi mi?"),
    "her_words": _("Kendi sözleriyle"),
    "note": _("Görüşmecinin notu"),
    "card": _("Kartta yazacaklar, onun seçtiği sözlerle"),
    "copy": _("Kopya için kararı"),
}

SAID: dict[Said, Promise] = {
    Said.YES: _("Evet"),
    Said.PARTLY: _("Kısmen"),
    Said.NO: _("Hayır"),
    Said.NOT_ASKED: _("Konuşulmadı"),
    Said.DID_NOT_WANT: _("Söylemek istemedi"),
    Said.UNKNOWN: _("Bilinmiyor"),
}

WHEN: dict[When, Promise] = {When.RECENT: _("Son 3 ay"), When.EARLIER: _("Daha önce")}

COPY: dict[Copy, Promise] = {
    Copy.DOES_NOT_WANT: _("Kopya istemiyor"),
    Copy.CODED_CARD: _("Kodlu kart"),
    Copy.SAFE_PERSON: _("Güvendiği kişide dursun"),
    Copy.AT_CENTRE: _("Merkezde dursun"),
    Copy.NOT_ASKED: _("Sorulmadı"),
}

WHY: dict[Why, Promise] = {
    Why.HER_FEAR: _("Öldürülebileceğinden korkuyor. Bu tek başına yeter; kimse bunun altına indiremez:"),
    Why.ACUTE_RECENT: _("Son 3 ayda ölüm tehlikesine işaret eden bir olay var:"),
    Why.ACUTE_TIME_OPEN: _("Ölüm tehlikesine işaret eden bir olay var; zamanı konuşulmadığı için yakın sayıldı:"),
    Why.SEVERAL_RED: _("Birçok kırmızı etken bir arada:"),
    Why.SOME_RED: _("Kırmızı etken var:"),
    Why.SEVERAL_TOGETHER: _("Birçok etken bir arada:"),
    Why.NOTHING_FOUND: _("Konuşulanlarda acil ya da yakın izleme gerektiren bir şey yok."),
    Why.TOO_LITTLE_KNOWN: _("Bilgi eksik; düşük risk denemez. Konuşulmayan ya da bilinmeyenler:"),
}

LOWER_REASONS: dict[LowerReason, Promise] = {
    LowerReason.CIRCUMSTANCES_CHANGED: _("Koşullar değişti"),
    LowerReason.TEAM_JUDGED: _("Ekip birlikte değerlendirdi"),
    LowerReason.ANSWER_MISTAKEN: _("Bir yanıt yanlış işaretlenmiş"),
    LowerReason.RAISED_BY_MISTAKE: _("Yanlışlıkla yükseltilmiş"),
}

CHANGES: dict[str, Promise] = {
    "raised": _("Görüşmeci yükseltti"),
    "answers_added": _("Eklenen yanıtlar yükseltti"),
    **{reason.value: words for reason, words in LOWER_REASONS.items()},
}

LOWER_PROBLEMS: dict[LowerProblem, Promise] = {
    LowerProblem.HER_FEAR_STANDS: _("Kadın öldürülebileceğinden korkuyor: bu söz kimsenin onayıyla indirilemez."),
    LowerProblem.NOT_LOWER: _("Seçtiğiniz söz şimdikinden düşük değil; değiştirilmedi."),
    LowerProblem.NEEDS_LEAD: _(
        "Kuralın çıkardığı sözün altına yalnız merkez koordinatörü, gerekçe yazarak indirebilir."
    ),
    LowerProblem.NEEDS_WORDS: _("Neden indirildiğini bir cümleyle yazın."),
}

TALK_PROBLEMS: dict[TalkProblem, Promise] = {
    TalkProblem.DAY_MISSING: _("Konuşmanın gününü yazın."),
    TalkProblem.DAY_AHEAD: _("Konuşmanın günü bugünden ileri olamaz."),
    TalkProblem.CALMER_THAN_BEFORE: _(
        "Kaydedilmiş bir konuşmaya ekleme yapılır; sonucu hafifletilemez, korkusu geri alınamaz. Bugün başka bir şey"
        " anlattıysa yeni bir konuşma kaydedin."
    ),
}

DROP_REASONS: dict[DropReason, Promise] = {
    DropReason.SHE_DID_NOT_WANT: _("Kadın konuşmak istemedi"),
    DropReason.DATE_CHANGED: _("Gün değişti"),
    DropReason.WRITTEN_BY_MISTAKE: _("Yanlışlıkla yazıldı"),
    DropReason.FILE_CLOSED: _("Dosya kapandı"),
}

DISCARD_REASONS: dict[DiscardReason, Promise] = {
    DiscardReason.OPENED_BY_MISTAKE: _("Yanlışlıkla açıldı"),
    DiscardReason.NO_TALK: _("Konuşma olmadı"),
    DiscardReason.WRITTEN_TWICE: _("İki kez yazıldı"),
    DiscardReason.SHE_ASKED: _("Kadın istedi"),
}


def level_words(level: Level) -> str:
    """The word of a level in the reader's language."""
    return code_list("risk_prompt").label(level.value)


def answer_words(answer: Answer) -> list[str]:
    """What was said of a factor, and of when, in words."""
    return [str(SAID[answer.said]), *([str(WHEN[answer.when])] if answer.when in WHEN else [])]
