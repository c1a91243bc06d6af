"""Invented rounds about needs: this year's, where two still write and one said no, and last year's, long closed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from demo.answering import written
from demo.invent import ISTANBUL, network
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.surveys import actions
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.models import Invitation, QuestionnaireVersion, Round
from omuz.network.surveys.queries.questionnaires import catalogue_files, form_of_version

FORM = "needs_priorities.xlsx"
WRITING = ("konak-1", "menemen-1")
DECLINED, SILENT = "menderes-1", ("balcova-1", "bergama-1")
OPEN_TO_ALL = ("bornova-1", "karsiyaka-1", "buca-1")
EARLY = ("buyuksehir-1", "buyuksehir-2", "buyuksehir-3", "buyuksehir-4")
"""The centres that answer at once; the first edition of the year's report is older than all other answers."""
OPENED, LEFT = timedelta(days=24), timedelta(days=11)
"""The round opened so long before the day of the demonstration, and has so many days left."""

_NEEDS = (
    ("İkinci psikolog", "c", "directorate mayor_council", "İnsan Kaynakları", "Norm kadroya yazılması"),
    ("Sesi dışarı çıkmayan görüşme odası", "b", "directorate", "Fen İşleri", "Kapı ve duvarın ölçülmesi"),
    ("Arapça tercüman", "i", "network province", "Göç İdaresi", "Ortak tercüman listesi"),
    ("Ayrı bütçe kalemi", "a", "mayor_council", "Mali Hizmetler", "Performans programına satır"),
    ("Herkes için süpervizyon", "j", "network", "Ağ yürütmesi", "Ayda bir ortak oturum"),
    ("Risk değerlendirme eğitimi", "f", "network", "Ağ yürütmesi", "Yılda iki eğitim günü"),
    ("Acil durumda ulaşım parası", "g", "directorate", "Destek Hizmetleri", "Avans usulünün yazılması"),
    ("Baroyla protokol", "h", "centre province", "Baro", "Taslak protokol metni"),
    ("Kilitli dolap", "e", "directorate", "Destek Hizmetleri", "Satın alma talebi"),
    ("Mahallelerde tanıtım", "l", "centre other_directorate", "Basın Yayın", "Muhtarlarla toplantı"),
)
_STRENGTHS = ("Haftada bir vaka dışı ekip toplantısı.", "Komşu merkezle nöbet değişimi.", "Kent konseyi kadın meclisi.")


def plant_needs(
    leads: Mapping[str, Person],
    elif_: Person,
    centres: Mapping[str, Centre],
    today: date,
    only: Collection[str] | None = None,
) -> Round:
    """Take the form in, ask it of every centre, and answer it with the actions people use.

    With `only` no other centre answers yet: `plant_later_needs` lets them.
    """
    asked = _opened(elif_, centres, today - OPENED, today + LEFT)
    for code, lead in leads.items():
        if code == DECLINED:
            with acting(lead):
                row = _invitation(asked, centres[code])
                actions.decline(by=lead, invitation=row, reason="Ekip bu ay tek kişi; gelecek tura katılırız.")
        elif code not in SILENT and (only is None or code in only):
            _answered(leads, centres, asked, code)
    with acting(elif_):
        actions.remind(by=elif_, asked=asked)
    return asked


def plant_later_needs(leads: Mapping[str, Person], centres: Mapping[str, Centre], asked: Round) -> None:
    """The answers of all but EARLY, SILENT and the centre that declined, in the third week of the round."""
    for code in leads:
        if code not in (*EARLY, *SILENT, DECLINED):
            _answered(leads, centres, asked, code, third_week=True)


def plant_former_needs(leads: Mapping[str, Person], elif_: Person, centres: Mapping[str, Centre], today: date) -> Round:
    """The round of a year ago, answered by all but two and closed."""
    opens_on = today - OPENED - timedelta(days=364)
    asked = _opened(elif_, centres, opens_on, opens_on + OPENED + LEFT)
    for code in leads:
        if code not in SILENT:
            _answered(leads, centres, asked, code, former=True)
    with acting(elif_):
        actions.close_round(by=elif_, asked=asked)
    return asked


def _opened(elif_: Person, centres: Mapping[str, Centre], opens_on: date, due_on: date) -> Round:
    with acting(elif_):
        return actions.open_round(
            by=elif_,
            version=_version(elif_),
            title="İhtiyaçlar ve öncelikler",
            note="Her merkez en önemli üç ihtiyacını yazar; yanıtlar ağ toplantısında birlikte okunur.",
            opens_on=opens_on,
            due_on=due_on,
            guests=[Guest(centre.id) for centre in centres.values()],
        )


def _version(elif_: Person) -> QuestionnaireVersion:
    """The form of the catalogue, published; taken in once."""
    file = next(path for path in catalogue_files() if path.name == FORM)
    version, _new = actions.take_in(by=elif_, content=file.read_bytes(), name=file.name)
    return version if version.frozen else actions.publish_version(by=elif_, version=version)


def _invitation(asked: Round, centre: Centre) -> Invitation:
    rows = Invitation.objects.select_related("round__version__questionnaire")
    found: Invitation = rows.get(round=asked, centre_id=centre.id)
    return found


def _answered(
    leads: Mapping[str, Person],
    centres: Mapping[str, Centre],
    asked: Round,
    code: str,
    *,
    former: bool = False,
    third_week: bool = False,
) -> None:
    lead, writing, place = leads[code], code in WRITING and not former, list(leads).index(code)
    day = asked.opens_on + timedelta(days=16 + place % 7 if third_week else 2 + place)
    with acting(lead):
        said = _said(code, needs=1 if writing else 3, year="/before" if former else "")
        when = None if writing else datetime.combine(day, time(15, 40), ISTANBUL)
        answer = written(lead, _invitation(asked, centres[code]), form_of_version(asked.version), said, when)
        if code in OPEN_TO_ALL and not former:
            actions.publish_answer(by=lead, answer_id=answer.id)


def _said(code: str, *, needs: int, year: str) -> dict[str, str]:
    """Path below the root → answer of one centre; two needs are common, the third is its own."""
    dice = Random(f"{network()['seed']}/{code}/needs{year}")  # invented answers, no secret
    common, rest = list(_NEEDS[:5]), list(_NEEDS[5:])
    chosen = [*dice.sample(common, 2), dice.choice(rest)][:needs]
    said: dict[str, str] = {}
    for number, (what, area, owner, unit, step) in enumerate(chosen, 1):
        group = f"need_{number}/need_{number}"
        said |= {
            f"{group}_what": what,
            f"{group}_area": area,
            f"{group}_severity": str(dice.randint(2, 4) if number == 1 else dice.randint(1, 3)),
            f"{group}_owner": owner,
            f"{group}_owner_unit": unit,
            f"{group}_tried": dice.choice(("no", "asked", "refused", "under_way")),
            f"{group}_within": dice.choice(("month", "quarter", "year", "longer")),
            f"{group}_step": step,
        }
    return said | ({"strength": dice.choice(_STRENGTHS)} if needs > 1 else {})
