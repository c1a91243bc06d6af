"""What is said of a return that is not taken in: what happened, that nothing was kept, what to do."""

from django.utils.translation import gettext as _

from omuz.network.returns.rules.checks import Unfit
from omuz.network.returns.rules.document import Fault, ReturnRefused


def sentence(refused: ReturnRefused) -> str:
    """One sentence fit for the person who brought the file."""
    return _SENTENCES[refused.fault]() % {"about": refused.about}


_SENTENCES = {
    Fault.TOO_LONG: lambda: _("Dosya bir bildirim olamayacak kadar büyük; alınmadı. Doğru dosyayı seçtiğinize bakın."),
    Fault.NOT_A_RETURN: lambda: _("Bu dosya bir dönem bildirimi değil; alınmadı. Merkezin indirdiği dosyayı seçin."),
    Fault.CUT: lambda: _("Dosya yarım kalmış; hiçbir bölümü alınmadı. Merkezden yeniden göndermesini isteyin."),
    Fault.CHANGED: lambda: _(
        "Dosya imzalandıktan sonra değişmiş; hiçbir bölümü alınmadı. Merkezden dosyayı yeniden isteyin."
    ),
    Fault.UNKNOWN_CENTRE: lambda: _("“%(about)s” kodlu bir merkez bu ağda yok; alınmadı. Önce merkezi ekleyin."),
    Fault.UNKNOWN_KEY: lambda: _(
        "Bu merkezin imza anahtarı ağda tanınmıyor; alınmadı. Merkezi telefonla arayın, “Dönem bildirimi” sayfasındaki"
        " parmak izini okutun ve dosyayla birlikte yazın."
    ),
    Fault.WRONG_FINGERPRINT: lambda: _(
        "Yazılan parmak izi dosyanınkine uymuyor; alınmadı. Merkeze yeniden okutun;"
        " yine uymazsa dosya onlardan gelmiyor."
    ),
    Fault.FOREIGN_SIGNATURE: lambda: _(
        "İmza bu merkezin anahtarıyla atılmamış; alınmadı. Dosyayı merkezin kendisinden yeniden isteyin."
    ),
    Fault.TABLES: lambda: _(
        "Bildirimdeki “%(about)s” tablosu gizlilik kurallarına ya da bu ağın tanımlarına uymuyor;"
        " hiçbir bölümü alınmadı. İki kurulumun sürümlerini karşılaştırın."
    ),
    Fault.NOT_OVER: lambda: _("%(about)s henüz bitmedi; bildirimi alınmadı. Saatinizi ve dosyayı denetleyin."),
    Fault.OLDER_VERSION: lambda: _(
        "Bu çeyreğin daha yeni ya da aynı sayılı bir sürümü (%(about)s) zaten burada;"
        " dosya alınmadı, sayılar değişmedi."
    ),
    Fault.ANSWERS: lambda: _(
        "Bildirimdeki açıklamalardan biri (%(about)s) bu ağın kurallarına uymuyor; hiçbir bölümü alınmadı."
        " İki kurulumun sürümlerini karşılaştırın."
    ),
    Fault.DECLINED: lambda: _(
        "Bu çeyreğin sayıları daha önce geldi; gönderilmediği sonradan söylenemez, düzeltilir. Dosya alınmadı."
    ),
}


def unfit_sentence(fault: Unfit) -> str:
    """What is said of an answer that does not fit."""
    return _UNFIT[fault]()


_UNFIT = {
    Unfit.UNANSWERED: lambda: _("Denetimin sorularından yanıtsız kalan var; gönderilmedi. Her soruya bir neden seçin."),
    Unfit.UNKNOWN_REASON: lambda: _("Seçilen neden bu soruya ait değil; gönderilmedi. Listeden bir neden seçin."),
    Unfit.NUMBER: lambda: _(
        "Açıklamada rakam var; gönderilmedi. Rakam gizlenen bir sayıyı ele verebilir, sözle anlatın."
    ),
    Unfit.TOO_LONG: lambda: _("Açıklama çok uzun; gönderilmedi. En çok 200 harfle anlatın."),
}
