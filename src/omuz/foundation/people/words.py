"""What roles, keys and machines are called on screen, in a sentence a manager can read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.rules import Role

ROLE_TITLES: dict[Role, Promise] = {
    Role.RECEPTION: _("Karşılama"),
    Role.COUNSELLOR: _("Danışman"),
    Role.CENTRE_COORDINATOR: _("Merkez koordinatörü"),
    Role.DIRECTOR: _("Müdür"),
    Role.NETWORK_COORDINATOR: _("Ağ koordinatörü"),
    Role.STANDARDS_EDITOR: _("Standart editörü"),
    Role.IT_ADMINISTRATOR: _("Bilgi işlem"),
}

ROLE_SENTENCES: dict[Role, Promise] = {
    Role.RECEPTION: _("Gelen kadını karşılar, müsait çalışanı çağırır; nedenini sormaz, hiçbir kayıt görmez."),
    Role.COUNSELLOR: _("Kadınlarla görüşür; merkezinin kayıtlarını tutar ve okur, başka merkezinkini göremez."),
    Role.CENTRE_COORDINATOR: _(
        "Merkezi yürütür: kayıtları okur, ekibi davet eder, anahtarı verir, dönem bildirimini gönderir."
    ),
    Role.DIRECTOR: _("Kurumun müdürüdür: yalnız koordinatörün kendisine açtığı toplamları görür, kayıt göremez."),
    Role.NETWORK_COORDINATOR: _("Ağı yürütür: merkezlerin gönderdiği korunmuş toplamları görür, kişi kaydı göremez."),
    Role.STANDARDS_EDITOR: _("Standartları ve göstergeleri düzenler; ne kayıt ne de merkezlerin sayılarını görür."),
    Role.IT_ADMINISTRATOR: _(
        "Kurar, yedekler, hesap açar; hiçbir merkezin anahtarını tutmaz, bir kadının söylediğini okuyamaz."
    ),
}

KEY_WORDS: dict[str, Promise] = {
    "holds": _("anahtarı var"),
    "waiting": _("anahtar bekliyor"),
    "not_yet": _("daveti açmadı"),
    "no_need": _("anahtar gerekmez"),
    "unknown": _("anahtar: merkez bilir"),
}

LEAVING_WORDS: dict[str, Promise] = {
    "left": _("işten ayrıldı"),
    "moved": _("görevi değişti"),
    "unsafe": _("hesabı başkasının elinde olabilir"),
}

DEVICE_WORDS: dict[str, Promise] = {
    "windows": _("Windows bilgisayar"),
    "mac": _("Mac bilgisayar"),
    "linux": _("Linux bilgisayar"),
    "chromebook": _("Chromebook"),
    "android": _("Android telefon ya da tablet"),
    "iphone": _("iPhone"),
    "ipad": _("iPad"),
    "other": _("tanınmayan aygıt"),
}
