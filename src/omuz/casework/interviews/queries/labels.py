"""Words over what is no coded answer: fields, repeated entries, and the silence about details."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS = {
    "on": _("Görüşme günü"),
    "minutes": _("Süre (dakika)"),
    "incident_on": _("Son olayın günü, kendisi söylediyse"),
    "her_words": _("Kendi sözleriyle"),
    "self_description": _("Kendini nasıl anlatıyor, yalnız kendisi söylediyse"),
    "worker_view": _("Görüşmecinin notu"),
}
"""Labels of the fields that are not coded answers; those take theirs from the catalogue of questions."""

BLOCK_TITLES: dict[str, tuple[Promise, Promise]] = {
    "children": (_("%(number)d. çocuk"), _("Bir çocuk daha")),
    "persons": (_("%(number)d. kişi"), _("Bir kişi daha")),
    "places": (_("%(number)d. yer"), _("Bir yer daha")),
}
"""Block → what one of its entries is called, and the words that open the next."""

SEXUAL_DETAIL_SILENT = _("Cinsel – ayrıntı sorulmadı")
"""What is said of sexual violence as long as she told no detail."""
