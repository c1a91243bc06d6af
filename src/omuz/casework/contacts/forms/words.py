"""The sentences of this room: what is wrong and what to do, why something was corrected, how a call ended."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.rules.answers import AnswerProblem
from omuz.casework.contacts.rules.note import Mention
from omuz.casework.contacts.rules.record import CallResult, CorrectionReason, DiscardReason
from omuz.casework.contacts.rules.safe_contact import CallProblem

PROBLEMS: dict[str, Promise] = {
    AnswerProblem.CHANNEL_MISSING: _("Kanalı seçin: telefon mu, yüz yüze mi, başka bir yol mu?"),
    AnswerProblem.TIME_MISSING: _("Günü yazın; saati bilmiyorsanız boş bırakın."),
    AnswerProblem.TIME_AHEAD: _("Bu saat henüz gelmedi; günü ve saati düzeltin."),
    AnswerProblem.TIME_TOO_OLD: _("Bu gün çok eski; yılı düzeltin."),
    AnswerProblem.CODE_UNKNOWN: _("Bu yanıt listede yok; listeden yeniden seçin."),
    AnswerProblem.MINUTES_RANGE: _("Süre 0 ile 600 dakika arasında olmalı; bilmiyorsanız boş bırakın."),
    CallProblem.SHE_DID_NOT_SAY_YES: _(
        "Geri arama ancak o “aranabilir” dediyse planlanır. Sormadıysanız günü kaldırın."
    ),
    CallProblem.NO_WINDOW: _("Hangi saatlerde güvenle aranabileceğini yazın; saat bilinmeden arama planlanmaz."),
    CallProblem.HALF_WINDOW: _("Güvenli saatin başını da sonunu da yazın."),
    CallProblem.WINDOW_BACKWARDS: _("Güvenli saatin sonu başından sonra olmalı."),
    CallProblem.DAY_PAST: _("Arama günü geçmiş; bugün ya da sonraki bir gün seçin."),
    CallProblem.DAY_TOO_FAR: _("Arama günü en çok bir yıl sonrası olabilir."),
    CallProblem.DAY_OUTSIDE: _("Bu gün onun söylediği günlerden değil; günü değiştirin."),
    CallProblem.TO_A_SEEKER: _("Birini arayan kişi geri aranmaz; arama gününü kaldırın."),
    CallProblem.SHE_SAID_NO_MORE: _("“Beni aramayın” dedi; yeni arama planlanmaz."),
    CallProblem.NUMBER_IS_HIDDEN: _(
        "Gizli numaradan aradı: numarası saklanmaz. Numarayı kendisi verdiyse “gizli numara”yı “hayır” yapın."
    ),
}

CORRECTION_REASONS: dict[CorrectionReason, Promise] = {
    CorrectionReason.TYPING_SLIP: _("Yanlış yazılmış"),
    CorrectionReason.MISHEARD: _("Yanlış anlaşılmış"),
    CorrectionReason.SHE_ADDED: _("Sonradan anlattı"),
    CorrectionReason.SHE_ASKED: _("Kendisi istedi"),
    CorrectionReason.NAME_REMOVED: _("İsim ya da numara silindi"),
    CorrectionReason.CALLBACK_CHANGED: _("Geri arama değişti"),
}

DISCARD_REASONS: dict[DiscardReason, Promise] = {
    DiscardReason.OPENED_BY_MISTAKE: _("Yanlışlıkla açıldı"),
    DiscardReason.LINE_CUT: _("Bir şey söylenmeden kapandı"),
    DiscardReason.WRITTEN_TWICE: _("İki kez yazılmış"),
    DiscardReason.SHE_ASKED: _("Yazılmamasını istedi"),
}

CALL_RESULTS: dict[CallResult, Promise] = {
    CallResult.REACHED: _("Görüşüldü"),
    CallResult.NOT_REACHED: _("Ulaşılamadı"),
    CallResult.DO_NOT_CALL: _("Artık aranmasın"),
}

MENTIONS: dict[Mention, Promise] = {
    Mention.PHONE: _("telefon numarası"),
    Mention.NATIONAL_ID: _("kimlik numarası"),
    Mention.EMAIL: _("e-posta adresi"),
    Mention.IBAN: _("banka hesabı"),
    Mention.NAME: _("isim"),
    Mention.ADDRESS: _("adres"),
}

WEEKDAYS: tuple[Promise, ...] = (
    _("Pazartesi"), _("Salı"), _("Çarşamba"), _("Perşembe"), _("Cuma"), _("Cumartesi"), _("Pazar"),
)  # fmt: skip
WEEKDAYS_SHORT: tuple[Promise, ...] = (_("Pzt"), _("Sal"), _("Çar"), _("Per"), _("Cum"), _("Cmt"), _("Paz"))

FIELDS = {
    "at": _("Gün ve saat"),
    "on": _("Gün"),
    "clock": _("Saat"),
    "minutes": _("Süre (dakika)"),
    "note": _("Not"),
    "callable": _("Aranabilir mi?"),
    "number": _("Numara"),
    "days": _("Hangi günler"),
    "hours": _("Güvenli saat"),
    "start": _("Saat başı"),
    "end": _("Saat sonu"),
    "permissions": _("Açıkça izin verdikleri"),
    "email_address": _("E-posta adresi"),
    "if_other_answers": _("Başkası açarsa ne denir?"),
    "code_word": _("Kod kelime"),
    "due": _("Arama günü"),
    "due_on": _("Başka gün"),
}
"""Labels of the fields that are not coded answers; those take theirs from the catalogue of facts."""
