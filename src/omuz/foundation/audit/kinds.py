"""What the log can be narrowed to, and the events it shows only when asked for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUIET = frozenset(
    {
        "analysis.kept",
        "assessment.kept",
        "contact.draft_kept",
        "interview.draft_kept",
        "risk_talk.draft_kept",
        "plan.draft_kept",
    }
)
"""Events shown only when asked for: many a minute, each saying nothing by itself."""

KINDS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "contacts": (_("Temaslar"), ("contact.", "contacts.", "offline.")),
    "cases": (_("Dosyalar"), ("case.", "cases.", "interview.", "service.", "shelter.", "own_note.")),
    "safety": (_("Risk ve güvenlik"), ("safety.", "risk.", "risk_talk.", "plan.")),
    "passing": (
        _("Yönlendirmeler"),
        ("consent.", "referral.", "packet.", "institution.", "institutions.", "letterbox."),
    ),
    "law": (
        _("Kararlar ve haklar"),
        ("order.", "orders.", "aid.", "notification.", "legal_request.", "legal_answer.", "wage."),
    ),
    "rights": (_("Hakları"), ("rights.", "feedback.", "minutes.", "destruction.")),
    "calendar": (
        _("Takvim"),
        ("appointment.", "follow_up.", "calendar.", "calendar_file.", "reception.", "visit.", "call.", "room."),
    ),
    "team": (
        _("Ekip"),
        (
            "team.",
            "meeting.",
            "decision.",
            "conflict.",
            "glass.",
            "name.",
            "names.",
            "reading.",
            "month.",
            "merge.",
            "files.",
        ),
    ),
    "figures": (_("Sayılar ve bildirimler"), ("return.", "returns.", "totals.", "figures.", "figure.", "view.")),
    "directory": (
        _("Ağ rehberi"),
        (
            "municipality.",
            "directorate.",
            "centre_page.",
            "centre_internal.",
            "partner.",
            "offer.",
            "contact_post.",
            "directory.",
        ),
    ),
    "surveys": (_("Anketler"), ("questionnaire.", "round.", "answer.", "answers.", "device.")),
    "profiles": (_("Merkez profilleri"), ("profile.",)),
    "standards": (_("Standartlar"), ("standard.", "remark.", "assessment.", "improvement.", "policy.", "external.")),
    "training": (_("Eğitim"), ("training.",)),
    "meetings": (
        _("Ağ toplantıları"),
        ("network_institution.", "network_rota.", "network_meeting.", "network_decision."),
    ),
    "cooperation": (_("İş birliği"), ("ties.", "protocol.")),
    "exchange": (_("Paylaşım"), ("analysis.", "board.")),
    "coordination": (
        _("Belediye içi koordinasyon"),
        (
            "workspace.",
            "unit.",
            "coordination_protocol.",
            "plan.",
            "cards.",
            "lesson.",
            "focus_group.",
            "unit_sheet.",
            "joint_session.",
            "coordination_template.",
        ),
    ),
    "outreach": (_("Önleme"), ("outreach.",)),
    "programmes": (_("Programlar"), ("programme.",)),
    "leaflet": (_("Bilgi sayfası"), ("leaflet.",)),
    "reports": (_("Raporlar"), ("report.", "recommendation.", "quote.", "card.")),
    "doors": (_("Giriş ve kilit"), ("session.", "sessions.", "second_factor.", "password.", "language.")),
    "people": (_("Çalışanlar"), ("staff.", "post.", "invitation.", "centre.", "organisation.")),
    "keys": (_("Anahtarlar ve yedekler"), ("vault.", "recovery_sheet.", "backup.", "server_key.")),
}
"""What the log can be narrowed to: code → its name, and the beginnings of the events it holds."""
