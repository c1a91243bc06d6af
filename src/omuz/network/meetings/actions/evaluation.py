"""The three questions after a meeting: answered without a name, counted, and never kept as one person's answers."""

from collections.abc import Mapping
from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, own_chain
from omuz.network.meetings.actions.held import act_on
from omuz.network.meetings.models import Answered, EvaluationCount, Meeting
from omuz.network.meetings.rules.words import ANSWERS, QUESTIONS
from omuz.network.standards.actions.refusals import NotNow

MOST_SHEETS = 500


def answer(*, by: Person, meeting: Meeting, answers: Mapping[str, str]) -> None:
    """Add one to the count of each answer; the log says that she answered, nothing says what.

    Raises NotNow outside the days of answering, a second time, or while a question is unanswered.
    """
    by.require("meetings.answer")
    _refuse_shut(meeting, timezone.localdate())
    told = {question: answers.get(question, "") for question in QUESTIONS}
    if not set(told.values()) <= set(ANSWERS):
        raise NotNow(_("Üç soruyu da yanıtlayın; hiçbir şey kaydedilmedi."))
    about = f"network_meeting:{meeting.id}"
    with recorded(by=by, event="network_meeting.evaluated", centre=own_chain(by), about=about):
        if Answered.objects.filter(meeting=meeting, staff_id=by.staff_id).exists():
            raise NotNow(_("Bu toplantıyı zaten değerlendirdiniz; ikinci yanıt alınmaz."))
        Answered.objects.create(meeting=meeting, staff_id=by.staff_id)
        for question, given in told.items():
            _add(meeting, question, given, 1)


def enter_sheets(
    *, by: Person, meeting: Meeting, counts: Mapping[tuple[str, str], int], today: date | None = None
) -> None:
    """Add what was counted on the paper sheets, by question and answer; each question as many as the others.

    `today` is the day they are counted on, the local one when absent.

    Raises NotNow outside the days of answering, and where the questions do not come to the same number of sheets.
    """
    _refuse_shut(meeting, today or timezone.localdate())
    sums = {question: sum(counts.get((question, given), 0) for given in ANSWERS) for question in QUESTIONS}
    if len(set(sums.values())) != 1 or not 0 < max(sums.values()) <= MOST_SHEETS:
        raise NotNow(_("Her sorunun yanıtları toplamda aynı sayıda kâğıt etmeli; hiçbir şey kaydedilmedi."))
    with act_on(by, meeting, "network_meeting.sheets_entered"):
        for (question, given), number in counts.items():
            if question in QUESTIONS and given in ANSWERS and number:
                _add(meeting, question, given, number)


def _refuse_shut(meeting: Meeting, today: date) -> None:
    if meeting.cancelled_at is not None or not meeting.on <= today <= meeting.answers_until:
        raise NotNow(_("Bu toplantının değerlendirmesi şimdi açık değil; toplantı gününden on dört gün sonrasına dek."))


def _add(meeting: Meeting, question: str, given: str, number: int) -> None:
    told = {"meeting": meeting, "question": question, "answer": given}
    if not EvaluationCount.objects.filter(**told).update(number=F("number") + number):
        row, new = EvaluationCount.objects.get_or_create(**told, defaults={"number": number})
        if not new:  # somebody else was first by a moment
            EvaluationCount.objects.filter(pk=row.pk).update(number=F("number") + number)
