"""The sentences of this room: what a step is called, what is due, what is wrong and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.orders.rules.due import What
from omuz.casework.orders.rules.law import Unit
from omuz.casework.orders.rules.named import Sign
from omuz.casework.orders.rules.steps import Kind, State
from omuz.casework.orders.rules.two import Agreement, Refusal

STEPS: dict[Kind, Promise] = {
    Kind.ASKED: _("Tedbir istendi"),
    Kind.URGENT: _("Kolluk amiri acil tedbir verdi"),
    Kind.PRESENTED: _("Onaya sunuldu"),
    Kind.APPROVED: _("Onaylandı"),
    Kind.NOT_APPROVED: _("Onaylanmadı, kalktı"),
    Kind.GRANTED: _("Karar verildi"),
    Kind.REFUSED: _("Reddedildi"),
    Kind.SERVED: _("Tebliğ ya da tefhim edildi"),
    Kind.EXTENDED: _("Uzatıldı ya da değiştirildi"),
    Kind.BREACH: _("Karara uyulmadı"),
    Kind.OBJECTED: _("İtiraz edildi"),
    Kind.OBJECTION_DECIDED: _("İtiraz karara bağlandı"),
    Kind.ENDED: _("Sona erdi ya da sürdürülmedi"),
    Kind.TAKEN_BACK: _("Yanlış yazılan adım geri alındı"),
}

STATES: dict[State, Promise] = {
    State.NEW: _("Yeni"),
    State.WAITING: _("Sonuç bekleniyor"),
    State.URGENT: _("Acil, onay bekliyor"),
    State.GRANTED: _("Yürürlükte"),
    State.REFUSED: _("Reddedildi"),
    State.LAPSED: _("Onaylanmadı, kalktı"),
    State.ENDED: _("Sona erdi"),
    State.NOT_PURSUED: _("Sürdürülmedi"),
}

DUES: dict[What, Promise] = {
    What.PRESENT: _("Kolluk evrakı onaya sunar"),
    What.JUDGE: _("Hâkim onaylamazsa kalkar"),
    What.GOVERNOR: _("Mülkî amir onaylamazsa kalkar"),
    What.OBJECTION: _("İtirazın son günü"),
    What.OBJECTION_DECISION: _("İtiraz karara bağlanır"),
    What.END: _("Kararın son günü"),
}

SIGNS: dict[Sign, Promise] = {
    Sign.BREACH: _("Karara uyulmadı"),
    Sign.ENDS: _("Karar bitiyor"),
    Sign.RAN_OUT: _("Kararın süresi doldu"),
    Sign.APPROVAL: _("Acil karar onay bekliyor"),
    Sign.REFUSED: _("Karar reddedildi"),
    Sign.OBJECTION: _("Redde itirazın son günü"),
}

TODAY: dict[Sign, Promise] = {
    Sign.BREACH: _("Karara bugün bakın"),
    Sign.ENDS: _("Karar bitiyor"),
    Sign.RAN_OUT: _("Kararın süresi doldu"),
    Sign.APPROVAL: _("Acil karar onay bekliyor"),
    Sign.REFUSED: _("Karara bugün bakın"),
    Sign.OBJECTION: _("Kararda süre işliyor"),
}
"""As a list by code may say it: nothing of what happened."""

UNITS = {
    Unit.HOUR: _("saat"),
    Unit.DAY: _("gün"),
    Unit.WORKING_DAY: _("iş günü"),
    Unit.WEEK: _("hafta"),
    Unit.MONTH: _("ay"),
    Unit.TIMES: _("kat"),
}

AGREEMENTS: dict[Agreement, Promise] = {
    Agreement.WAITING: _("İkinci kişiyi bekliyor"),
    Agreement.AGREED: _("İki kişi onayladı"),
    Agreement.RETURNED: _("Geri döndü"),
    Agreement.DONE: _("Yapıldı"),
}

REFUSALS: dict[Refusal, Promise] = {
    Refusal.SAME_PERSON: _("Bunu siz yazdınız; ikinci kişi başka biri olmalı. Hiçbir şey değişmedi."),
    Refusal.NO_LAWYER: _(
        "Yanında bir avukat olmadan yanıt verilmez: ikinizden biri avukat olmalı ya da yanıtta dışarıdan bir avukat"
        " yazılmalı. Hiçbir şey değişmedi."
    ),
    Refusal.NOT_WAITING: _("Bu artık ikinci kişiyi beklemiyor; şimdiki hâli aşağıda. Hiçbir şey değişmedi."),
    Refusal.NOT_AGREED: _("Önce ikinci kişinin onayı gerekir. Hiçbir şey değişmedi."),
    Refusal.NOT_REVIEWED: _(
        "Önce avukatın incelemesi yazılmalı; inceleme yanıt verilmesini uygun bulmadan yanıt yazılmaz."
    ),
    Refusal.NOT_ONE_OF_THE_TWO: _("Bu belgeyi yalnız üzerinde anlaşan iki kişi alabilir."),
    Refusal.NOTHING_TO_SEND: _("Karar bildirmemek yönünde; yapıldı diye yazılacak bir şey yok."),
}

PROBLEMS = {
    "ahead": _("Bu gün henüz gelmedi; günü düzeltin."),
    "too_old": _("6284 sayılı Kanun 20.03.2012’de yürürlüğe girdi; günü düzeltin."),
    "backwards": _("Bitiş günü başlangıçtan önce olamaz."),
    "no_step": _("Bu adım şimdi yazılamaz; kararın şimdiki hâline bakın."),
    "length": _("Süre 1 ile 400 arasında bir sayı olmalı; bilmiyorsanız boş bırakın."),
}

FIELDS = {
    "on": _("Gün"),
    "clock": _("Saat"),
    "by": _("Kim istedi"),
    "objected_by": _("Kim itiraz etti"),
    "authority": _("Merci"),
    "measures": _("Tedbirler"),
    "starts_on": _("Başlangıç, karardaki gün başkaysa"),
    "amount": _("Süre"),
    "unit": _("Süre birimi"),
    "ends_on": _("Kararda bir bitiş günü yazıyorsa"),
    "confidential": _("Gizlilik kararı var mı? (m.8/6)"),
    "told_to": _("Kime bildirdi"),
    "result": _("Ne oldu"),
    "note": _("Not"),
}

NOTE_HINT = _("Adını, adresini, işyerini yazmayın. Şiddet uygulayanın adı hiçbir yere yazılmaz.")

ASKS = {
    "by": _("Bu kararı siz mi istediniz, birlikte mi gittik?"),
    "measures": _("Kararda neler yazıyor? İsterseniz kâğıda birlikte bakalım."),
    "confidential": _("Adresinizin gizlenmesine karar verildi mi? İstenebileceğini biliyor muydunuz?"),
    "told_to": _("Kimseye söylediniz mi? Söylemek zorunda değilsiniz."),
    "result": _("Sonra ne oldu, size bir şey dediler mi?"),
}
"""How it could be asked gently; nobody has to."""
