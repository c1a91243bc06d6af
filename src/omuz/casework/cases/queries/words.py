"""The sentences of this room: states, hands, kinds of identity, what is wrong and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.rules.child import Done, Share, Step
from omuz.casework.cases.rules.holders import HandOver
from omuz.casework.cases.rules.identity import Fault, Kind
from omuz.foundation.catalogue.lists import label_of

LABELS: dict[str, Promise] = {
    "channel": _("Nasıl geldi?"),
    "reason": _("Ne için geldi?"),
    "district": _("İlçe"),
    "violence_types": _("Şiddet türü"),
    "relation": _("Şiddet uygulayanla ilişki"),
    "age_band": _("Yaş grubu"),
    "anonymous": _("Adını vermeden mi?"),
    "urgent": _("Acil mi?"),
}
"""Question of a presentation → its words over the field."""

HANDS: dict[str, Promise] = {
    HandOver.TAKEN: _("Üstlendi"),
    HandOver.HANDED: _("Devretti"),
    HandOver.HER_WISH: _("Kadının isteğiyle değişti"),
    HandOver.AWAY: _("İzin ya da ayrılık nedeniyle devredildi"),
    HandOver.WORKLOAD: _("İş yükü nedeniyle devredildi"),
}

KINDS: dict[str, Promise] = {
    Kind.NAME: _("Gerçek ad"),
    Kind.PHONE: _("Telefon"),
    Kind.ADDRESS: _("Adres"),
    Kind.DOCUMENT: _("Belge numarası"),
}

PROBLEMS: dict[str, Promise] = {
    Fault.NO_VALUE: _("Saklanacak bilgiyi yazın ya da bu sayfadan çıkın; hiçbiri zorunlu değil."),
    Fault.NO_PURPOSE: _("Hangi hizmet için gerektiğini yazın: örneğin dava dilekçesi, sığınak yerleştirmesi."),
    Fault.DAY_PAST: _("Bu gün geçmiş; bilginin silineceği sonraki bir gün seçin."),
    Fault.DAY_TOO_FAR: _("En çok bir yıl saklanır; daha yakın bir gün seçin. Gerekirse o gün yeniden sorulur."),
}

CHILD_STEPS: dict[str, Promise] = {
    Step.SAFE_NOW: _("Şu an güvende mi; bu gece nerede kalacak?"),
    Step.HER_VIEW: _("Görüşü soruldu ve kendi sözleriyle yazıldı"),
    Step.COORDINATOR: _("Merkez koordinatörüyle aynı gün konuşuldu"),
    Step.ALONE: _("Yanında biri olmadan, yalnız konuşuldu"),
    Step.NOTICE_WEIGHED: _("Bildirim yükümlülüğü ekipçe değerlendirildi (5395 s. K. m.6)"),
    Step.NOTICE_DONE: _("Bildirim yapılacaksa: önce ona söylendi, kime ve ne zaman konuşuldu"),
    Step.PLACE: _("Kalacağı yer çocuklara uygun (kadın sığınağı ayrı değerlendirilir)"),
    Step.SCHOOL: _("Okulu, yurdu, sağlık ihtiyacı düşünüldü"),
    Step.SUPPORT: _("Yaşına uygun psikolojik destek önerildi"),
}

CHILD_DONE: dict[str, Promise] = {
    Done.YES: _("Evet"),
    Done.TO_DO: _("Yapılacak"),
    Done.NOT_NEEDED: _("Gerekmiyor"),
}

SHARES: dict[str, Promise] = {
    Share.KEEP: _("Paylaşılmasın"),
    Share.SHARE: _("Yararına; paylaşılabilir"),
}


def state_in_words(state: str) -> str:
    """A state of a file in the reader's language."""
    return label_of("case_state", state)


STATE_LOOKS: dict[str, str] = {"closed": "done", "reopened": "act"}
"""State → the look of its badge; the words carry the meaning."""
