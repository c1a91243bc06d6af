"""The sentences of this room: why a time or a promise cannot be kept, and what its choices are called."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.appointments.rules.follow_up import PlanProblem, Result
from omuz.casework.appointments.rules.slots import SlotProblem, SlotState
from omuz.casework.appointments.rules.visit import TOLD, InterpreterProblem, Outcome
from omuz.casework.appointments.rules.ways import Way

PROBLEMS: Mapping[str, Promise] = {
    SlotProblem.TIME_MISSING: _("Günü ve saati yazın."),
    SlotProblem.PAST: _("Bu saat geçti; bugün ya da sonraki bir gün için saat seçin."),
    SlotProblem.TOO_FAR: _("Randevu en çok bir yıl sonrasına verilebilir."),
    SlotProblem.LENGTH: _("Süre 15 dakika ile 4 saat arasında olmalı."),
    SlotProblem.ROOM_TAKEN: _("Bu oda o saatte dolu. Başka bir oda ya da saat seçin; yazdıklarınız duruyor."),
    SlotProblem.ROOM_CLOSED: _("Bu oda kullanıma kapalı. Başka bir oda seçin."),
    SlotProblem.WORKER_TAKEN: _("Bu çalışan o saatte başka bir görüşmede. Başka bir saat ya da çalışan seçin."),
    SlotProblem.WORKER_NOT_ON_FILE: _("Bu dosya o çalışana verilemez. Başka bir çalışan seçin."),
    InterpreterProblem.KNOWS_HER: _(
        "Onu tanıyan biri tercümanlık yapmaz. Telefonla tercüman isteyin ya da başka birini bulun."
    ),
    "confirm_outside_window": _("Şimdi aramayın: onun verdiği yol ve saat bu değil. Randevu doğrulanmadı."),
    "ended_before_time": _("Saati gelmeden “gelmedi” yazılmaz."),
    PlanProblem.SHE_SAID_NO: _("“Aranmasın” dedi; arama planlanmaz, hatırlatma yapılmaz. Kendisi ararsa konuşulur."),
    PlanProblem.TWICE_UNANSWERED: _(
        "İki kez ulaşılamadı; üçüncü kez aranmaz. Kendisi ararsa ya da gelirse takip yeniden planlanır."
    ),
    PlanProblem.WAY_NOT_GIVEN: _("Bu yola izni yok ya da güvenli saati yazılmamış. Onun verdiği bir yolu seçin."),
    PlanProblem.DAY_MISSING: _("Takip gününü seçin."),
    PlanProblem.DAY_PAST: _("Takip günü geçmiş; bugün ya da sonraki bir gün seçin."),
    PlanProblem.DAY_TOO_FAR: _("Takip günü en çok bir yıl sonrası olabilir."),
    PlanProblem.DAY_OUTSIDE: _("Bu gün onun söylediği günlerden değil; günü değiştirin."),
    PlanProblem.FILE_CLOSED: _("Dosya kapalı; takip planlamak için önce yeniden açın."),
    PlanProblem.NOT_YET: _("Sözü verilen gün gelmedi; şimdi aramayın."),
    PlanProblem.OUTSIDE_WINDOW: _("Güvenli saati şimdi değil; şimdi aramayın."),
}
"""Problem → what it means and what to do."""

RESULTS: Mapping[Result, Promise] = {
    Result.REACHED: _("Görüşüldü"),
    Result.NOT_REACHED: _("Ulaşılamadı"),
    Result.SHE_CAME: _("Kendisi aradı ya da geldi"),
    Result.DO_NOT_CALL: _("Artık aranmasın"),
}
OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.CAME: _("Geldi"),
    Outcome.DID_NOT_COME: _("Gelmedi"),
    Outcome.CANCELLED_BY_HER: _("Kendisi iptal etti"),
    Outcome.CANCELLED_BY_CENTRE: _("Merkez iptal etti"),
}
WAYS: Mapping[str, Promise] = {
    Way.PHONE: _("Telefonla"),
    Way.MESSAGE: _("Kısa mesajla"),
    Way.EMAIL: _("E-postayla"),
    Way.FACE_TO_FACE: _("Kendisi geldiğinde"),
    TOLD: _("Konuşurken kararlaştırıldı"),
}
SLOT_STATES: Mapping[str, Promise] = {
    SlotState.PLANNED: _("bekleniyor"),
    SlotState.ARRIVED: _("geldi"),
    SlotState.OVER: _("bitti"),
    SlotState.CANCELLED: _("iptal"),
}


def sentences(problems: Iterable[str]) -> list[str]:
    """What these problems mean, each once."""
    return list(dict.fromkeys(str(PROBLEMS.get(problem, problem)) for problem in problems))
