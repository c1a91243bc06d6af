"""The sentences of this room: what is wrong and what to do, why something was corrected or thrown away."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.interviews.rules.answers import Problem
from omuz.casework.interviews.rules.record import CorrectionReason, DiscardReason

PROBLEMS: dict[str, Promise] = {
    Problem.DAY_AHEAD: _("Görüşme günü henüz gelmedi; günü düzeltin."),
    Problem.DAY_TOO_OLD: _("Bu gün çok eski; yılı düzeltin."),
    Problem.INCIDENT_AHEAD: _("Olayın günü henüz gelmedi; günü düzeltin ya da boş bırakın."),
    Problem.CODE_UNKNOWN: _("Bu yanıt listede yok; listeden yeniden seçin."),
    Problem.MINUTES_RANGE: _("Süre 0 ile 600 dakika arasında olmalı; bilmiyorsanız boş bırakın."),
}

CORRECTION_REASONS: dict[CorrectionReason, Promise] = {
    CorrectionReason.TYPING_SLIP: _("Yanlış yazılmış"),
    CorrectionReason.MISHEARD: _("Yanlış anlaşılmış"),
    CorrectionReason.SHE_ADDED: _("Sonradan anlattı"),
    CorrectionReason.SHE_ASKED: _("Kendisi istedi"),
    CorrectionReason.NAME_REMOVED: _("İsim ya da numara silindi"),
}

DISCARD_REASONS: dict[DiscardReason, Promise] = {
    DiscardReason.OPENED_BY_MISTAKE: _("Yanlışlıkla açıldı"),
    DiscardReason.NO_TALK: _("Görüşme olmadı"),
    DiscardReason.WRITTEN_TWICE: _("İki kez yazılmış"),
    DiscardReason.SHE_ASKED: _("Yazılmamasını istedi"),
}
