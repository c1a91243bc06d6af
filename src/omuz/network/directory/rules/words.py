"""What each fact of an entry is called on a page and in a refusal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LABELS: dict[str, Promise] = {
    "name": gettext_lazy("Adı"), "kind": gettext_lazy("Türü"), "district": gettext_lazy("İlçe"),
    "phone": gettext_lazy("Telefon"), "email": gettext_lazy("E-posta"), "website": gettext_lazy("Web adresi"),
    "hours": gettext_lazy("Saatler"), "languages": gettext_lazy("Diller"), "access": gettext_lazy("Erişim"),
    "address": gettext_lazy("Adres"), "how_to_reach": gettext_lazy("Nasıl gidilir"),
    "confidential": gettext_lazy("Yeri gizli"), "appointment": gettext_lazy("Randevu"), "note": gettext_lazy("Not"),
    "example": gettext_lazy("Örnek bilgi"), "closed": gettext_lazy("Kapandı"), "duty": gettext_lazy("Bu işte ne yapar"),
    "family_places": gettext_lazy("Sığınakta aile yeri"), "direct_line": gettext_lazy("Doğrudan hat"),
    "crisis_way": gettext_lazy("Acil durumda"), "interpreting": gettext_lazy("Tercüman düzeni"),
    "staff": gettext_lazy("Kadro"), "eligibility": gettext_lazy("Kimler için"), "cost": gettext_lazy("Ücret"),
    "how_to_apply": gettext_lazy("Nasıl başvurulur"), "post": gettext_lazy("Görev"), "about": gettext_lazy("Konu"),
}  # fmt: skip
