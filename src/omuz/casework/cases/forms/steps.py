"""Steps, hand-over, closing, the review after a death."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_of, some_words
from omuz.casework.cases.queries.words import HANDS, state_in_words
from omuz.casework.cases.rules.closing import REASONS
from omuz.casework.cases.rules.holders import NOTE_MAX, HandOver
from omuz.casework.cases.rules.steps import State, next_steps

_OWN_PAGES = frozenset({State.CLOSED, State.REOPENED})


class StepForm(HappenedOn):
    """Where the work stands now; only steps the rules allow from here."""

    state = forms.ChoiceField(
        label=_("Şimdi hangi aşamada?"), widget=forms.RadioSelect, error_messages={"required": _("Aşamayı seçin.")}
    )
    note = some_words(_("Not (karar ve söz; öykü değil)"), NOTE_MAX, rows=2)

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [state for state in next_steps(now) if state not in _OWN_PAGES]
        self.fields["state"].choices = [(state.value, state_in_words(state)) for state in steps]  # type: ignore[attr-defined]  # a choice field


class HolderForm(HappenedOn):
    """Who holds the file from now on, and why."""

    to = forms.ChoiceField(
        label=_("Bundan sonra kim?"), widget=forms.RadioSelect, error_messages={"required": _("Birini seçin.")}
    )
    why = forms.ChoiceField(
        label=_("Neden?"),
        widget=forms.RadioSelect,
        choices=list(HANDS.items()),
        initial=HandOver.HANDED.value,
        error_messages={"required": _("Nedeni seçin.")},
    )
    note = some_words(_("Devir notu: verilmiş sözler, bekleyen işler"), NOTE_MAX)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [(str(staff_id), name) for staff_id, name in colleagues]  # type: ignore[attr-defined]  # a choice field


class ClosingForm(HappenedOn):
    """Why the work ends for now; none of the reasons blames her."""

    reason = forms.ChoiceField(
        label=_("Neden kapanıyor?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bir neden seçin; bilinmiyorsa “bilinmiyor”.")},
    )
    with_her = one_of(_("Onunla konuşularak mı?"), [])
    note = some_words(_("Birlikte kararlaştırılanlar"), NOTE_MAX)
    forget_contact = forms.BooleanField(label=_("Numara ve güvenli iletişim bilgisi silinsin"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = [(code, label) for code, label in choices_of(REASONS) if code not in {"not_asked", "did_not_want"}]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]  # a choice field
        self.fields["with_her"].choices = choices_of("yes_no", special=False)  # type: ignore[attr-defined]  # a choice field


class ReviewForm(HappenedOn):
    """What the special review found: what we change, never who is to blame among us."""

    note = some_words(_("Birlikte ne gördük, neyi değiştiriyoruz?"), 2000, rows=6)
    finished = forms.BooleanField(label=_("Değerlendirme bitti"), required=False)
