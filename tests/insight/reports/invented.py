"""An invented report with all a report may hold: hidden cells, a missing centre, long words, a map, wide tables."""

from datetime import date
from typing import Any, Literal

from omuz.insight.reports.parts import (
    Absent,
    Block,
    Box,
    Card,
    Document,
    Figure,
    Grid,
    Listing,
    Mark,
    Matrix,
    Missing,
    Points,
    Prose,
    Quoted,
    Section,
    Tally,
    Text,
    Tone,
    Voice,
    Wording,
    plain,
)
from tests.insight.charts.tables import anonymous, channels, districts
from tests.insight.reports.invented_tables import (
    BUILDINGS,
    CENTRES,
    LONG,
    NEEDS,
    STAFF,
    STATUS,
    answers,
    part_of,
    staff,
    waits,
)


def _matrix() -> Matrix:
    tones: tuple[tuple[str, Tone], ...] = (
        ("var", "good"),
        ("kısmen", "partly"),
        ("eksik", "gap"),
        ("bilinmiyor", "unknown"),
    )
    standards = [f"S{number} {name}" for number, name in enumerate((
        "Gizlilik", "Görüşme odası", "Erişilebilirlik", "Çalışma saatleri", "Personel sayısı", "Süpervizyon",
        "Kayıt düzeni", "Güvenlik planı", "Yönlendirme", "Şikâyet yolu", "Çocuk alanı", "Bütçe kalemi",
    ), start=1)]  # fmt: skip
    rows = tuple(
        (name, tuple(Mark(*tones[(line * 5 + column * 3) % 4]) for column in range(len(CENTRES))))
        for line, name in enumerate(standards)
    )
    short = tuple(name.split()[0] for name in CENTRES)
    return Matrix(
        "gaps.matrix",
        "Standartlara göre boşluk, merkez merkez",
        "Standart",
        short,
        rows,
        note="Öz değerlendirme; akran ziyareti yapılan merkezlerde ziyaretin düzeyi.",
    )


def _listing() -> Listing:
    rows = tuple(
        (
            str(number), need, "Belediye başkanlığı ve Mali Hizmetler Dairesi", f"{2027 + number % 2} ilk yarı",
            "Kadro ihdası; kurum içi görevlendirme en çok altı ay", "Merkezlerin yarısından çoğu adıyla yazdı.",
        )
        for number, need in enumerate(NEEDS.values(), start=1)
    )  # fmt: skip
    columns = ("No", "Öneri", "Kim", "Ne zaman", "Kaynak", "Neden")
    return Listing("advice.listing", "Öneriler", columns, rows, numbers=(0,))


def _wide() -> Listing:
    columns = (
        "Merkez",
        "Açılış",
        "Bağlı müdürlük",
        "Çalışma günleri",
        "Saatler",
        "Telefonla başvuru",
        "Yüz yüze",
        "Avukat",
        "Psikolog",
        "Çocuk alanı",
        "Rampa",
    )
    rows = tuple(
        (
            name,
            str(1998 + place),
            f"{LONG if place == 4 else 'Sosyal Destek Hizmetleri Müdürlüğü'}",
            "Pazartesi–Cuma",
            "08.30–17.30",
            "var",
            "var",
            "haftada 4 saat",
            "var",
            "yok",
            "var",
        )
        for place, name in enumerate(CENTRES)
    )
    return Listing(
        "profile.centres", "Merkezlerin herkese açık bilgileri", columns, rows, source="Ağ rehberi, 22.11.2026"
    )


def _opening() -> tuple[Section, ...]:
    return (
        Section(
            "summary",
            "Özet",
            (
                Prose(
                    "summary.text",
                    (
                        (
                            Text("Yanıt veren merkezlerin "),
                            Quoted("premises.room", "7/22"),
                            Text(
                                "’sinde yalnız görüşmeye ayrılmış, sesi dışarı vermeyen bir oda yok."
                                " En sık söylenen ihtiyaç avukat saatidir ("
                            ),
                            Quoted("profiles.needs:lawyer", "17/21", "16/21"),
                            Text(")."),
                        ),
                        *plain(
                            "Bu rapor, ağın zaten bildiklerinden üretildi; kimseden aynı bilgi ikinci kez istenmedi."
                            " <5 gibi küçük sayılar gösterilmez;"
                            " *yıldız* ve #set page(fill: red) gibi yazılar yazı olarak kalır."
                        ),
                    ),
                    origin="written",
                ),
                Points(
                    "summary.points",
                    (
                        (Text("Her merkezde haftada en az sekiz saat avukat."),),
                        (Text("Görüşme odalarında ses yalıtımı."),),
                        (Text("Ayrı bütçe kalemi."),),
                    ),
                    ordered=True,
                ),
            ),
        ),
        *_method(),
    )


def _method() -> tuple[Section, ...]:
    return (
        Section(
            "method",
            "Yöntem ve katılım",
            (
                Box(
                    "method.box",
                    "Nasıl hazırlandı?",
                    (
                        ("Kaynak", "Merkez profilleri, öz değerlendirme, dönem bildirimleri"),
                        ("Dönem", "Ocak–Aralık 2026"),
                        ("Küçük sayılar", "Kadınlarla ilgili beşten küçük sayılar gizlenir"),
                    ),
                ),
                Missing(
                    "method.missing",
                    "Bir merkez bu tura katılmadı; aşağıdaki sayılarda yoktur.",
                    ("Menemen Kadın Danışma Merkezi",),
                ),
            ),
            signed_by="Ağ koordinatörü",
            signed_on=date(2026, 11, 20),
        ),
    )


def _profile() -> tuple[Section, ...]:
    centre = Wording(
        {"answer": "Yer"}, {"answer": BUILDINGS}, base="Yanıt veren merkezler", counted="Merkez", fractions=True
    )
    rooms = {"own": 4, "municipal": 9, "culture": 5, "rented": 0, "other": 3}
    return (
        Section("profile", "Ağın profili", (_wide(),)),
        Section(
            "premises",
            "Mekân",
            (
                Figure(
                    "premises.chart",
                    "Merkezlerin çoğu belediye binasının içinde",
                    answers("building", BUILDINGS, rooms, 21),
                    wording=centre,
                    source="Merkez profilleri 2026",
                ),
                Tally("premises.room", "Yalnız görüşmeye ayrılmış oda yok", part_of("rooms", 7, 22)),
                Tally("premises.ramp", "Girişte rampa var", part_of("access", 15, 22)),
                Tally("premises.camera", "Girişte kamera var", part_of("cctv", 2, 22)),
            ),
        ),
        Section(
            "premises.access",
            "Erişilebilirlik",
            (Absent("premises.access.none", "Bu yıl erişilebilirlik sorulmadı; bu yüzden burada sayı yok."),),
            level=2,
        ),
        Section(
            "staff",
            "Personel",
            (
                Grid(
                    "staff.grid",
                    "Unvana ve statüye göre personel",
                    staff(),
                    wording=Wording({"title": "Unvan", "status": "Statü"}, {"title": STAFF, "status": STATUS}),
                    note="Gizlenen hücreler toplamdan çıkarılamaz.",
                ),
                Prose("staff.text", plain("Personelin en çok istediği destek süpervizyondur. " * 6)),
            ),
        ),
    )


def _figures() -> tuple[Section, ...]:
    return (
        Section(
            "services",
            "Hizmetler ve saatler",
            (
                Grid(
                    "services.wait",
                    "İlk görüşmeye kadar geçen gün",
                    waits(4.5),
                    wording=Wording(base="Yanıt veren merkezler"),
                ),
                Figure(
                    "services.channels",
                    "Temasların çoğu telefonla",
                    channels(phone=412, face_to_face=173, email=9, message=3),
                ),
                Figure("services.anonymous", "Her dört temasın biri anonim", anonymous(104, 412), chart="share"),
            ),
        ),
        *_demand(),
    )


def _demand() -> tuple[Section, ...]:
    return (
        Section(
            "demand",
            "İlçelere göre talep",
            (
                Figure(
                    "demand.map",
                    "Başvurular İzmir’in kıyı ilçelerinde yoğunlaşıyor",
                    districts(
                        konak=402, buca=310, bornova=288, karsiyaka=190, bayrakli=120, cesme=3, urla=12, odemis=44
                    ),
                    chart="map",
                ),
            ),
        ),
        Section(
            "demand.years",
            "Yıldan yıla",
            (
                Figure(
                    "demand.trend",
                    "Anonim temasların payı üç dönemde",
                    anonymous(104, 412, "2026-Q3"),
                    chart="trend",
                    earlier=(anonymous(90, 400, "2026-Q1"), anonymous(99, 405, "2026-Q2")),
                ),
                Grid(
                    "demand.channels",
                    "Kanallar, iki dönem yan yana",
                    channels("2026-Q3", phone=412, face_to_face=173, email=9),
                    earlier=(channels("2026-Q2", phone=398, face_to_face=160, email=3),),
                ),
            ),
            level=2,
        ),
        *_rest(),
    )


def _rest() -> tuple[Section, ...]:
    return (
        Section(
            "budget",
            "Bütçe",
            (Absent("budget.none", "Bütçe sorularını beşten az merkez yanıtladı; bu bölümde sayı verilmiyor."),),
        ),
        Section(
            "law",
            "Mevzuat ve prosedür",
            (Prose("law.text", plain("Merkezlerin yönergeleri birbirinden farklı. " * 12)),),
        ),
        Section(
            "partners",
            "İş birliği",
            (
                Voice(
                    "partners.voice",
                    "Telefonu hep aynı kişi açıyor; o izne çıkınca iş birliği de izne çıkıyor.",
                    "Bir merkez koordinatörü, onayıyla",
                ),
            ),
        ),
    )


def _cards() -> tuple[Card, ...]:
    return tuple(
        Card(
            f"cards.{place}",
            name,
            "Hafta içi 08.30–17.30",
            (
                ("Telefon", "0232 000 00 00"),
                ("Başvuru", "Telefon, yüz yüze"),
                ("Avukat", "haftada 4 saat"),
                ("Erişim", "Rampa var; asansör yok"),
            ),
            "Merkezin onayı: 12.10.2026, koordinatör",
        )
        for place, name in enumerate(CENTRES[:3], start=1)
    )


def _needs() -> tuple[Section, ...]:
    told = {
        "lawyer": 17,
        "psychologist": 13,
        "vehicle": 11,
        "room": 9,
        "budget": 8,
        "training": 6,
        "software": 5,
        "child": 4,
    }
    wording = Wording(
        {"answer": "İhtiyaç"}, {"answer": NEEDS}, base="Yanıt veren merkezler", counted="Merkez", fractions=True
    )
    return (
        Section("data", "Veri ve bilişim", (Prose("data.text", plain("Kayıtların bir bölümü hâlâ kâğıtta.")),)),
        Section(
            "policy",
            "Politika uyumu",
            (Tally("policy.plan", "Stratejik planda yer alıyor", part_of("strategic_plan", 11, 22)),),
        ),
        Section("gaps", "Standartlara göre boşluk", (_matrix(),)),
        Section(
            "needs",
            "İhtiyaçlar",
            (
                Figure(
                    "needs.chart",
                    "En sık söylenen ihtiyaç avukat saati",
                    answers("needs", NEEDS, told, 21),
                    wording=wording,
                    of="profiles.needs",
                ),
            ),
        ),
        Section("advice", "Öneriler", (_listing(),)),
        Section("cards", "Merkez kartları", _cards()),
        Section("limits", "Sınırlılıklar", (Prose("limits.text", plain("Sayılar merkezlerin bildirdikleridir.")),)),
    )


def report(language: Literal["tr", "en"] = "tr", **more: Any) -> Document:
    """The whole report; its own words stay Turkish, whatever the language of what is made."""
    told: dict[str, Any] = {
        "kind": "needs", "title": "Mevcut Durum ve İhtiyaç Analizi Raporu",
        "subtitle": "İzmir Kadın Danışma Merkezleri Ağı", "language": language, "year": 2026, "edition": 2,
        "dated": date(2026, 11, 22), "snapshot": "3f" * 32, "publisher": "İzmir Kadın Danışma Merkezleri Ağı",
        "sections": (*_opening(), *_profile(), *_figures(), *_needs()),
        "imprint": ("Kaynak gösterilerek kullanılabilir.",),
    }  # fmt: skip
    return Document(**(told | more))


def small(*blocks: Block, **more: Any) -> Document:
    """A report of one section."""
    return report(sections=(Section("only", "Tek bölüm", blocks),), **more)
