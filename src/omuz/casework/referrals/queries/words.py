"""The sentences of this room: where a referral stands, what is wrong with a text or a file and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.referrals.rules.book import Trouble
from omuz.casework.referrals.rules.lint import Fault
from omuz.casework.referrals.rules.states import Act, PacketState, Stage

STAGES: dict[Stage, Promise] = {
    Stage.DRAFT: _("taslak"),
    Stage.PREPARED: _("hazır, gönderilmedi"),
    Stage.SENT: _("gönderildi"),
    Stage.CLOSED: _("kapandı"),
}
PACKET_STATES: dict[PacketState, Promise] = {
    PacketState.SENT: _("yanıt bekliyor"),
    PacketState.ACCEPTED: _("kabul edildi"),
    PacketState.REFUSED: _("geri çevrildi"),
    PacketState.DONE: _("tamamlandı"),
    PacketState.REVOKED: _("gönderen geri aldı"),
}
ACTS: dict[Act, Promise] = {
    Act.PREPARED: _("hazırlandı"),
    Act.SENT: _("gönderildi"),
    Act.REVOKED: _("geri alındı"),
    Act.RECIPIENT_TOLD: _("alıcıya söylendi"),
}
FAULTS: dict[Fault, Promise] = {
    Fault.SHELTER_ADDRESS: _("sığınaktan söz eden bir metinde adres var; sığınağın yeri hiçbir yazıya girmez"),
    Fault.CONFIDENTIAL_PLACE: _("yeri gizli bir kurumun adı geçiyor; “güvenli yer” yazın"),
    Fault.HER_NAME: _("kadının adı geçiyor, oysa adını söylemek seçilmedi"),
    Fault.HER_PHONE: _("kadının numarası geçiyor, oysa numarasını vermek seçilmedi"),
    Fault.NAME: _("bir isim olabilir"),
    Fault.ADDRESS: _("bir adres olabilir"),
    Fault.PHONE: _("bir telefon numarası olabilir"),
    Fault.NATIONAL_ID: _("bir kimlik numarası olabilir"),
    Fault.EMAIL: _("bir e-posta adresi olabilir"),
    Fault.IBAN: _("bir hesap numarası olabilir"),
}
TROUBLES: dict[Trouble, Promise] = {
    Trouble.NO_HEADER: _("ilk satırda “ad” ve “tür” sütunları bulunamadı"),
    Trouble.NO_NAME: _("kurumun adı yok"),
    Trouble.UNKNOWN_KIND: _("bu kurum türü listede yok"),
    Trouble.BAD_DAY: _("gün anlaşılmadı; 22.11.2026 gibi yazın"),
    Trouble.BAD_PHONE: _("telefon numarası anlaşılmadı"),
    Trouble.SHELTER_ADDRESS: _("sığınağın adresi tutulmaz; adres sütununu boş bırakın"),
    Trouble.TOO_LONG: _("yazı çok uzun"),
    Trouble.TOO_MANY: _("dosyada çok fazla satır var; bölerek alın"),
}
CARRIED: tuple[tuple[str, Promise], ...] = (
    ("centre", _("Merkez gönderiyor")),
    ("herself", _("Kadın kendisi götürüyor (merkezin adı yazılmaz)")),
)
