"""Minutes in words."""

from datetime import date

from django.utils.translation import gettext as _

from omuz.casework.cases.queries.panels import HerSection
from omuz.casework.rights.queries.register import ToldMinutes
from omuz.casework.rights.rules.destruction import Sort
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import label_of


def minutes_sections(told: ToldMinutes) -> list[HerSection]:
    """What the minutes say: ground and signature, what went by code, what stays as a number."""
    answers = told.answers
    head = [
        (_("Tarih"), turkish.day(date.fromisoformat(answers["on"]))),
        (_("Neden"), label_of("destruction_ground", answers["ground"])),
        (_("Dayanak"), answers["legal"]),
        (_("İmzalayan"), f"{answers['name']}, {answers['post']}"),
    ]
    if answers.get("asked_how"):
        head.insert(2, (_("Nasıl istedi"), label_of("consent_form", answers["asked_how"])))
    gone = [
        (f"{sort_in_words(Sort(sort))} ({len(codes)})", ", ".join(codes)) for sort, codes in answers["codes"].items()
    ]
    rows = sum(answers["rows"].values())
    if rows:
        gone.append((_("Bunlara bağlı kayıt satırı"), str(rows)))
    kept = [(str(fact_kind(kind).title), str(number)) for kind, number in answers["kept"].items() if number]
    sections = [HerSection(_("Tutanak"), tuple(head)), HerSection(_("Yok edilenler"), tuple(gone))]
    if kept:
        sections.append(HerSection(_("Kimliksiz olarak sayılarda kalan satırlar"), tuple(kept)))
    return sections


def sort_in_words(sort: Sort) -> str:
    """What kind of thing went."""
    words = {Sort.FILE: _("Dosya"), Sort.CONTACTS: _("Temas"), Sort.IDENTITY: _("Kimlik bilgisi")}
    return words[sort]
