"""The sentences of this room: what is wrong and what to do, how a request stands, why something was corrected."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.services.rules.requests import Problem, RequestState
from omuz.casework.services.rules.sessions import CorrectionReason
from omuz.casework.services.rules.shelter import Outcome
from omuz.foundation.catalogue.lists import label_of

PROBLEMS: dict[str, Promise] = {
    Problem.DAY_MISSING: _("Günü yazın."),
    Problem.DAY_AHEAD: _("Bu gün henüz gelmedi; günü düzeltin."),
    Problem.DAY_TOO_OLD: _("Bu gün çok eski; yılı düzeltin."),
    Problem.BEFORE_SHE_ASKED: _("Bu gün, istediği günden önce; iki günden birini düzeltin."),
    Problem.CODE_UNKNOWN: _("Bu yanıt listede yok; listeden yeniden seçin."),
    Problem.MINUTES_RANGE: _("Süre 0 ile 600 dakika arasında olmalı; bilmiyorsanız boş bırakın."),
    Problem.NOBODY_CAME: _("Gelenlerin dosya kodlarını yazın; en az bir kod gerekir."),
    Problem.FILE_UNKNOWN: _("Bu kodla açabileceğiniz bir dosya yok: %(codes)s. Kodu karşılaştırıp düzeltin."),
}

SETTLED: dict[RequestState, Promise] = {
    RequestState.MET: _("Karşılandı"),
    RequestState.NOT_MET: _("Karşılanamadı"),
    RequestState.WITHDRAWN: _("Kadın vazgeçti"),
    RequestState.UNKNOWN: _("Bilinmiyor"),
    RequestState.WAITING: _("Hâlâ bekliyor"),
}

LOOKS: dict[str, str] = {"waiting": "look", "met": "done", "placed": "done", "not_met": "danger", "refused": "danger"}
"""State or outcome → look of its badge; the words carry the meaning."""

CORRECTIONS: dict[CorrectionReason, Promise] = {
    CorrectionReason.TYPING_SLIP: _("Yanlış yazılmış"),
    CorrectionReason.SHE_SAID: _("Kadın düzeltti"),
    CorrectionReason.WORDS_REMOVED: _("Not ya da ad silindi"),
}

REASONS_KEPT: dict[str, Promise] = {
    **{reason.value: words for reason, words in CORRECTIONS.items()},
    CorrectionReason.BY_MISTAKE.value: _("Yanlışlıkla yazılmıştı"),
}
"""Every reason that may stand behind an earlier version."""


def service_in_words(code: str) -> str:
    """A kind of service in the reader's language."""
    return label_of("service", code)


def state_in_words(state: str) -> str:
    """How a request stands, in the reader's language."""
    return label_of("request_outcome", state)


def outcome_in_words(outcome: str) -> str:
    """What became of a shelter request, in the reader's language; a place is never named."""
    return label_of("shelter_outcome", outcome)


OUTCOMES = tuple(outcome.value for outcome in Outcome)
