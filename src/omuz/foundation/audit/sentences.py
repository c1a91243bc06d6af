"""What each event is called for the people it is about: one plain sentence a code, never content."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "session.opened": _("oturum açtı"),
    "session.refused": _("adıyla yapılan bir giriş denemesi geri çevrildi"),
    "session.locked": _("ekranını kilitledi"),
    "session.unlocked": _("ekranını parolasıyla yeniden açtı"),
    "session.unlock_refused": _("kilidi açarken parolası yanlış girildi"),
    "session.closed": _("oturumunu kapattı"),
    "session.ended": _("başka bir aygıttaki oturumunu kapattı"),
    "sessions.ended": _("bütün aygıtlardaki oturumlarını kapattı"),
    "second_factor.added": _("ikinci adım ekledi"),
    "second_factor.removed": _("bir ikinci adımını kaldırdı"),
    "second_factor.codes_renewed": _("yedek kodlarını yeniledi"),
    "password.changed": _("parolasını değiştirdi"),
    "language.chosen": _("dilini değiştirdi"),
    "staff.invited": _("bir çalışma arkadaşını davet etti"),
    "staff.renewed": _("bir hesabın davetini yeniledi; eski parola ve anahtar geçersiz oldu"),
    "staff.left": _("bir çalışma arkadaşının görevini bitirdi"),
    "invitation.accepted": _("davetini kabul etti, parolasını belirledi"),
    "post.given": _("bir çalışma arkadaşına görev verdi"),
    "organisation.founded": _("kurum açtı"),
    "centre.founded": _("merkez açtı"),
    "vault.staff_key_made": _("kendi anahtarını oluşturdu"),
    "vault.staff_key_replaced": _("kendi anahtarını yeniden oluşturdu; eskisi artık bir şey açmaz"),
    "vault.password_changed": _("anahtarını yeni parolasına bağladı"),
    "vault.key_made": _("merkezin anahtarını oluşturdu"),
    "vault.granted": _("merkezin anahtarını verdi"),
    "vault.withdrawn": _("merkezin anahtarını geri aldı"),
    "vault.closed_everywhere": _("bir hesabın bütün anahtarlarını kapattı"),
    "vault.recovered": _("kurtarma kâğıdıyla merkezin anahtarını yeniden verdi"),
    "vault.rotated": _("merkezin anahtarını yeniledi"),
    "recovery_sheet.stored": _("kurtarma kâğıdının kasaya konduğunu onayladı"),
    "contact.recorded": _("temas kaydetti"),
    "contact.opened": _("bir temas kaydını açtı"),
    "contact.corrected": _("bir temas kaydını düzeltti"),
    "contact.draft_opened": _("yeni bir temas yazmaya başladı"),
    "contact.draft_resumed": _("yarım kalan bir teması yazmayı sürdürdü"),
    "contact.draft_kept": _("yazmakta olduğu temas kendiliğinden saklandı"),
    "contact.draft_discarded": _("taslak bir teması sildi"),
    "contact.call_settled": _("sözü verilen bir aramanın sonucunu yazdı"),
    "contacts.imported": _("merkezin eski kayıtlarını içeri aktardı"),
    "contacts.exported": _("merkezin temaslarını dosya olarak aldı"),
    "contact.list_read": _("temas listesini açtı"),
    # cases and desk
    "case.opened": _("dosya açtı"),
    "case.read": _("bir dosyayı açtı"),
    "case.list_read": _("dosya listesini açtı"),
    # interviews
    "interview.begun": _("bir dosyada görüşme yazmak için sayfa açtı"),
    "interview.draft_opened": _("görüşme taslağı başlattı"),
    "interview.draft_kept": _("görüşme taslağını sakladı"),
    "interview.draft_resumed": _("bir görüşme taslağına döndü"),
    "interview.draft_discarded": _("bir görüşme taslağını attı"),
    "interview.recorded": _("bir dosyaya görüşme yazdı"),
    "interview.opened": _("bir görüşmeyi açtı"),
    "interview.corrected": _("bir görüşmeyi düzeltti"),
    # safety
    # consents and referrals
    # services
    "service.asked": _("bir dosyaya hizmet isteği yazdı"),
    "service.settled": _("bir hizmet isteğinin sonucunu yazdı"),
    "service.reordered": _("bir dosyada isteklerin sırasını değiştirdi"),
    "service.given": _("bir dosyaya görüşme ya da hizmet yazdı"),
    "service.corrected": _("bir görüşme ya da hizmet kaydını düzeltti"),
    "service.removed": _("yanlışlıkla yazılmış bir görüşmeyi geri aldı"),
    "service.group_given": _("bir grup çalışması yazdı"),
    "service.group_corrected": _("bir grup çalışmasını düzeltti"),
    "service.read": _("bir dosyanın isteklerini ve hizmetlerini açtı"),
    "service.group_read": _("bir grup çalışmasını açtı"),
    "service.list_read": _("bekleme listesini açtı"),
    "service.own_counter_read": _("kendi görüşme sayacını açtı"),
    "shelter.settled": _("acil bir isteğin sonucunu yazdı"),
    "own_note.read": _("kendi mühürlü çalışma sayfasını açtı"),
    "own_note.written": _("kendi mühürlü çalışma sayfasına yazdı"),
    # orders
    # appointments and team
    # rights
    "rights.asked": _("bir kadının kendi kaydıyla ilgili talebini yazdı"),
    "rights.answered": _("bir kadının kendi kaydıyla ilgili talebini yanıtladı"),
    "rights.paused": _("kadının isteğiyle bir dosyada işlemi duraklattı"),
    "rights.pause_lifted": _("kadının isteğiyle bir dosyadaki duraklatmayı kaldırdı"),
    "rights.keeping_wished": _("kadının saklama süresiyle ilgili isteğini yazdı"),
    "rights.notice_given": _("bir kadına aydınlatma yaptığını yazdı"),
    "rights.page_read": _("bir dosyanın “Hakları” sayfasını açtı"),
    "rights.shown_to_her": _("bir dosyayı kadına gösterilecek hâliyle açtı"),
    "rights.statement_read": _("bir dosya için “ne tutuluyor” dökümünü açtı"),
    "rights.paper_taken": _("bir dosyadan kadına verilecek bir belge aldı"),
    "rights.register_read": _("hak talepleri listesini açtı"),
    "rights.papers_chosen": _("kadınlara verilen belgelerin ayarlarını değiştirdi"),
    "feedback.recorded": _("adsız bir geri bildirim girdi"),
    "case.destroyed": _("bir dosyayı geri dönüşsüz yok etti ve tutanağını imzaladı"),
    "case.destruction_read": _("bir dosyanın yok edilme sayfasını açtı"),
    "contact.forgotten": _("bir teması kadının isteğiyle yok etti ve tutanağını imzaladı"),
    "destruction.due_read": _("saklama süresi dolanların listesini açtı"),
    "minutes.signed": _("süresi dolanları yok etti ve tutanağını imzaladı"),
    "minutes.read": _("bir imha tutanağını açtı"),
    # figures
    "return.prepared": _("dönem bildirimini hazırladı"),
    "return.put_aside": _("hazırlanan dönem bildirimini bir yana bıraktı"),
    "return.sent": _("dönem bildirimini ağa gönderdi"),
    "return.received": _("bir dönem bildirimi aldı"),
    "totals.released": _("toplamları müdüre açtı"),
    "totals.withdrawn": _("müdüre açılan toplamları geri aldı"),
    "figures.counted": _("merkezin kayıtlarını saydı"),
}
"""Event code → what she did. A code that is not here is shown as the code; a promise test looks for it."""

QUIET = frozenset({"contact.draft_kept", "interview.draft_kept"})
"""Events shown only when asked for: many a minute, each saying nothing by itself."""

KINDS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "contacts": (_("Temaslar"), ("contact.", "contacts.")),
    "cases": (_("Dosyalar"), ("case.", "cases.", "interview.", "service.", "shelter.", "own_note.")),
    "rights": (_("Hakları"), ("rights.", "feedback.", "minutes.", "destruction.")),
    "figures": (_("Sayılar ve bildirimler"), ("return.", "returns.", "totals.", "figures.", "figure.")),
    "doors": (_("Giriş ve kilit"), ("session.", "sessions.", "second_factor.", "password.", "language.")),
    "people": (_("Çalışanlar"), ("staff.", "post.", "invitation.", "centre.", "organisation.")),
    "keys": (_("Anahtarlar"), ("vault.", "recovery_sheet.")),
}
"""What the log can be narrowed to: code → its name, and the beginnings of the events it holds."""


def sentence(event: str) -> Promise | str:
    """What `event` is called; the code itself where nobody has told."""
    return SENTENCES.get(event, event)
