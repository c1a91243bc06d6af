"""What the law allows at most for one request, in words, from the wage the centre entered."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.told import money
from omuz.casework.orders.queries.wages import wage_of
from omuz.casework.orders.rules.aid import Aid, AidKind, Wage, childcare_limit, daily_aid_limit
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person


def limit_lines(person: Person, centre_id: UUID, aid: Aid | None, day: date) -> list[tuple[str, str]]:
    """Label and limit; empty where no wage that holds on `day` was entered: none is invented."""
    wage = wage_of(person, centre_id, day)
    if wage is None:
        return []
    lines = [(_("Net asgari ücret"), _wage_words(wage))]
    if aid is None or aid.kind is AidKind.CHILDCARE:
        lines += _childcare(wage, aid, day)
    if aid is None or aid.kind is AidKind.TEMPORARY_AID:
        lines += _daily(wage, aid, day)
    return lines


def _wage_words(wage: Wage) -> str:
    told = {"amount": money(wage.monthly_net), "day": turkish.day(wage.valid_from), "source": wage.source}
    return _("%(amount)s, %(day)s gününden (%(source)s)") % told


def _childcare(wage: Wage, aid: Aid | None, day: date) -> list[tuple[str, str]]:
    start = (aid.starts_on if aid else None) or day
    known = aid.works if aid else ""
    cases = {"yes": [True], "no": [False]}.get(known, [False, True])
    names = {False: _("Kreş, çalışmıyorsa"), True: _("Kreş, çalışıyorsa")}
    lines = []
    for works in cases:
        limit = childcare_limit(law(), wage, works=works, start=start)
        told = {"months": limit.months, "most": money(limit.monthly_most), "end": turkish.day(limit.ends_on)}
        words = _("en çok %(months)s ay (%(end)s gününe dek), ayda en çok %(most)s") % told
        lines.append((str(names[works]), words))
    return lines


def _daily(wage: Wage, aid: Aid | None, day: date) -> list[tuple[str, str]]:
    persons = (aid.persons if aid else None) or 1
    sheltered = bool(aid and aid.sheltered == "yes")
    most = daily_aid_limit(law(), wage, persons=persons, sheltered=sheltered, on=day)
    label = _("Geçici maddi yardım, %(persons)s kişi") % {"persons": persons}
    shelter = _(", barınma yeri sağlandığı için azaltılmış") if sheltered else ""
    return [(label, _("günde en çok %(most)s") % {"most": money(most)} + shelter)]
