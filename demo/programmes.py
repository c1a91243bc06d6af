"""One invented programme that has ended: promises, evidence from the demo's own rooms, spending, who goes on."""

from datetime import date
from decimal import Decimal
from typing import Any

from omuz.foundation.people.access import Person, acting
from omuz.network.programmes import actions
from omuz.network.programmes.models import Evidence, Goal
from omuz.network.programmes.queries.evidence import Found, to_show
from omuz.network.programmes.queries.progress import programme_by

CODE = "ornek-program"
_BLANK: dict[str, Any] = {
    "title_en": "", "indicator": "", "indicator_en": "", "counting": "", "baseline": None, "target": None,
    "typed": None, "begins_on": None, "until": None, "done_on": None, "left": False, "difference": "",
    "difference_en": "", "where": "", "where_en": "",
}  # fmt: skip
_TREE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("1", "objective", {
        "title": "Merkezler ortak ölçütlerle, aynı dille çalışır",
        "title_en": "The centres work by common standards and in one language",
    }),
    ("1.1", "result", {
        "title": "Çalışanlar duyarlı başvuru alma ve görüşme için donandı",
        "title_en": "Staff are equipped for sensitive intake and interviewing",
        "indicator": "eğitime katılım", "indicator_en": "seats taken in trainings",
        "counting": "numbers", "baseline": 0, "target": 60,
    }),
    ("1.1.1", "activity", {
        "title": "Eğitimler", "title_en": "Trainings", "indicator": "yapılan eğitim",
        "indicator_en": "trainings held", "counting": "pieces", "baseline": 0, "target": 6,
    }),
    ("1.1.2", "output", {
        "title": "Eğitim içeriği", "title_en": "Training content", "where": "ağın eğitim sayfası",
        "where_en": "the network’s pages on trainings",
        "counting": "typed", "target": 10, "typed": 10,
    }),
    ("1.2", "result", {
        "title": "Asgari standartlar her merkezde konuşuldu", "title_en": "Every centre has worked on the standards",
        "indicator": "öz değerlendirmesini imzalayan merkez", "indicator_en": "centres that signed a self-assessment",
        "counting": "most", "target": 18,
    }),
    ("1.2.1", "activity", {
        "title": "Öz değerlendirme turu", "title_en": "Round of self-assessment", "counting": "pieces", "target": 1,
    }),
    ("2", "objective", {
        "title": "Şiddet düzenli izlenir, yerel politika veriye dayanır",
        "title_en": "Violence is monitored and local policy rests on data",
    }),
    ("2.1", "result", {
        "title": "Merkezlerin durumu ve ihtiyaçları biliniyor", "title_en": "Situation and needs are known",
        "indicator": "bir turda yanıt gönderen merkez", "indicator_en": "centres that answered in one round",
        "counting": "most", "target": 20,
    }),
    ("2.1.1", "output", {
        "title": "Mevcut durum ve ihtiyaç analizi raporu", "title_en": "Current situation and needs analysis",
        "counting": "pieces", "target": 1, "where": "ağın sayfası, Raporlar",
        "where_en": "the network’s pages, Reports",
    }),
    ("2.2", "result", {
        "title": "Ağ düzenli toplanıyor", "title_en": "The network meets regularly", "indicator": "ağ toplantısı",
        "indicator_en": "network meetings", "counting": "pieces", "target": 12,
    }),
    ("2.3", "result", {
        "title": "Belediye içi koordinasyon denendi", "title_en": "Coordination inside municipalities was tried",
        "indicator": "modeli başlatan belediye", "indicator_en": "municipalities that began with the model",
        "counting": "pieces", "baseline": 0, "target": 3,
    }),
    ("2.3.1", "activity", {
        "title": "Müdürlüklerle odak gruplar", "title_en": "Focus groups with directorates",
        "indicator": "odak grup", "indicator_en": "focus groups", "counting": "pieces", "baseline": 0, "target": 8,
    }),
    ("2.2.1", "activity", {
        "title": "İki ilde karşılaştırma ziyareti", "title_en": "Study visits to two provinces", "counting": "typed",
        "target": 2, "typed": 1, "left": True, "difference": "İkinci ziyaret seçim dönemine denk geldi, yapılmadı.",
        "difference_en": "The second visit fell into the elections and was not made.",
    }),
)  # fmt: skip
_SHOWS = {
    "1.1": ("training",), "1.1.1": ("training",), "1.2": ("standards",), "1.2.1": ("standards",),
    "2.1": ("survey",), "2.2": ("meeting",), "2.3": ("coordination",), "2.3.1": ("focus_group",),
}  # fmt: skip
_REMARKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("partner", {
        "what": "Örnek kadın derneği", "what_en": "Example women’s association",
        "then": "yürütücü; eğitimler, ağ sekreterliği", "then_en": "lead; trainings, secretariat of the network",
    }),
    ("partner", {
        "what": "Örnek büyükşehir belediyesi", "what_en": "Example metropolitan municipality",
        "then": "ortak; yerler, çalışanların zamanı", "then_en": "partner; places, working hours of its staff",
    }),
    ("spending", {
        "what": "Eğitimler ve ağ toplantıları", "what_en": "Trainings and network meetings",
        "planned": Decimal(84000), "spent": Decimal(81250),
    }),
    ("spending", {
        "what": "Analiz ve rapor", "what_en": "Analysis and report", "planned": Decimal(36000),
        "spent": Decimal(37400),
    }),
    ("spending", {"what": "Yürütme", "what_en": "Running", "planned": Decimal(30000), "spent": Decimal(29900)}),
    ("departure", {
        "what": "Eğitimlerin hepsi yüz yüze", "what_en": "All trainings in person",
        "then": "bir bölümü çevrim içi", "then_en": "some of them online",
        "why": "ilçeler arası yol ve nöbetler", "why_en": "distances between districts, and duty hours",
    }),
    ("handover", {
        "what": "Aylık ağ toplantıları", "what_en": "Monthly network meetings",
        "then": "ev sahibi belediyeler, sırayla", "then_en": "host municipalities, in turn",
        "why": "kendi bütçeleri", "why_en": "their own budgets",
    }),
    ("handover", {
        "what": "Yıllık öz değerlendirme", "what_en": "Yearly self-assessment",
        "then": "ağ koordinatörlüğü", "then_en": "the network’s coordinator",
        "why": "gönüllü zaman", "why_en": "volunteered time",
    }),
    ("handover", {"what": "Yeni çalışanların eğitimi", "what_en": "Training of new staff"}),
)  # fmt: skip


def plant_programme(editor: Person, today: date) -> None:
    """The programme with everything in it, as the network coordinator would have written it."""
    with acting(editor):
        row = actions.write_programme(by=editor, told=_about(today))
        found = to_show(editor, row, today)
        goals: dict[str, Goal] = {}
        for code, level, told in _TREE:
            parent = goals.get(code.rpartition(".")[0])
            goals[code] = actions.write_goal(
                by=editor, programme=row, level=level, told={**_BLANK, "code": code, **told}, parent=parent, today=today
            )
            _show(editor, goals[code], [each for each in found if each.kind in _SHOWS.get(code, ())])
        for kind, told in _REMARKS:
            actions.remark(by=editor, programme=row, kind=kind, told=told)


def link_reports(editor: Person, today: date) -> None:
    """The reports published in its days, once there are any."""
    with acting(editor):
        row = programme_by(editor, CODE)
        found = [each for each in to_show(editor, row, today) if each.kind == Evidence.Kind.REPORT]
        _show(editor, row.goals.get(code="2.1.1"), found)


def _about(today: date) -> dict[str, Any]:
    closed = date(today.year - (today < date(today.year, 11, 1)), 10, 31)
    return {
        "code": CODE, "title": "Şiddete karşı birlikte (örnek)", "title_en": "Together against violence (example)",
        "donor": "Örnek Fon", "donor_en": "Example Fund", "number": "ÖRNEK-2024-01",
        "starts_on": date(closed.year - 2, 11, 1), "ends_on": closed, "currency": "EUR", "closed_on": closed,
        "about": "Merkezlerin durumunu görmek, çalışanları donatmak, ortak ölçütlere ve düzenli bir ağa varmak.",
        "about_en": "To see where the centres stand, equip staff, and reach common standards and a regular network.",
    }  # fmt: skip


def _show(editor: Person, goal: Goal, found: list[Found]) -> None:
    for each in found:
        actions.show(by=editor, goal=goal, told=each.told)
