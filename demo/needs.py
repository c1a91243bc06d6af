"""An invented round about needs and priorities: most centres have answered, two are writing, one said no."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from demo.invent import ISTANBUL, network
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.surveys import actions
from omuz.network.surveys.actions.answers import new_answer, note_progress, send
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.logic import Instance, blank, judge, submission
from omuz.network.surveys.models import Answer, Invitation, Round
from omuz.network.surveys.queries.questionnaires import catalogue_files, form_of_version
from omuz.network.surveys.xlsform import Form

FORM = "needs_priorities.xlsx"
WRITING = ("konak-1", "menemen-1")
DECLINED, SILENT = "menderes-1", ("balcova-1", "bergama-1")
OPEN_TO_ALL = ("bornova-1", "karsiyaka-1", "buca-1")
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


def plant_needs(leads: Mapping[str, Person], elif_: Person, centres: Mapping[str, Centre], today: date) -> Round:
    """Take the form in, ask it of every centre, and answer it with the actions people use."""
    asked = _opened(elif_, centres, today)
    form = form_of_version(asked.version)
    for number, (code, lead) in enumerate(leads.items()):
        if code in SILENT:
            continue
        with acting(lead):
            rows = Invitation.objects.select_related("round__version__questionnaire")
            invitation = rows.get(round=asked, centre_id=centres[code].id)
            if code == DECLINED:
                actions.decline(by=lead, invitation=invitation, reason="Ekip bu ay tek kişi; gelecek tura katılırız.")
                continue
            _written(lead, invitation, form, code, asked.opens_on + timedelta(days=2 + number))
    with acting(elif_):
        actions.remind(by=elif_, asked=asked)
    return asked


def _opened(elif_: Person, centres: Mapping[str, Centre], today: date) -> Round:
    file = next(path for path in catalogue_files() if path.name == FORM)
    with acting(elif_):
        version, _new = actions.take_in(by=elif_, content=file.read_bytes(), name=file.name)
        return actions.open_round(
            by=elif_,
            version=actions.publish_version(by=elif_, version=version),
            title="İhtiyaçlar ve öncelikler",
            note="Her merkez en önemli üç ihtiyacını yazar; yanıtlar ağ toplantısında birlikte okunur.",
            opens_on=today - OPENED,
            due_on=today + LEFT,
            guests=[Guest(centre.id) for centre in centres.values()],
        )


def _written(lead: Person, invitation: Invitation, form: Form, code: str, day: date) -> None:
    instance, writing = blank(form, who=lead.username), code in WRITING
    for path, text in _said(code, needs=1 if writing else 3).items():
        instance.put(f"{form.path}/{path}", text)
    event = "answer.begun" if writing else "answer.submitted"
    with recorded(by=lead, event=event, centre=invitation.centre_id, about=f"round:{invitation.round.code}"):
        answer = new_answer(lead, invitation, instance)
        note_progress(invitation, form, judge(form, instance, browser=True))
        if not writing:
            _sent(lead, answer, form, instance, datetime.combine(day, time(15, 40), ISTANBUL))
    if code in OPEN_TO_ALL:
        actions.publish_answer(by=lead, answer_id=answer.id)


def _sent(lead: Person, answer: Answer, form: Form, instance: Instance, when: datetime) -> None:
    judged = judge(form, instance, browser=True)
    if judged.faults:
        raise ValueError(f"{judged.faults[0].path}: {judged.faults[0].message}")
    send(lead, answer, submission(form, instance, now=when))
    answer.begun_at = when - timedelta(minutes=25)
    answer.submitted_at = answer.changed_at = answer.invitation.submitted_at = when
    answer.save(update_fields=["begun_at", "submitted_at", "changed_at"])
    answer.invitation.save(update_fields=["submitted_at"])


def _said(code: str, *, needs: int) -> dict[str, str]:
    """Path below the root → answer of one centre; two needs are common, the third is its own."""
    dice = Random(f"{network()['seed']}/{code}/needs")  # invented answers, no secret
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
