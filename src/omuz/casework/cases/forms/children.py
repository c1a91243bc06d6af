"""The child-protection path on a page: points, her view, her own part, the best-interest check."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_of, some_words
from omuz.casework.cases.queries.words import CHILD_DONE, CHILD_STEPS, SHARES
from omuz.casework.cases.rules.child import BestInterest, ChildPath, Step

_CHECK = {
    "she_agrees": _("O, kendi bölümünün velisine gösterilmesini istiyor mu?"),
    "safe_for_her": _("Gösterilmesi onun için güvenli mi?"),
    "second_opinion": _("İkinci bir meslek elemanıyla konuşuldu mu?"),
}


class ChildPathForm(HappenedOn):
    """Every point of the path, and what is hers alone; nothing is demanded, nothing is notified by itself."""

    view = some_words(_("Onun görüşü, kendi sözleriyle"), 1000)
    own_part = some_words(_("Kendi bölümü (15–17): yalnız onun için yazılanlar"), 2000, rows=4)
    reason = some_words(_("Yararının değerlendirilmesi: neden böyle karar verdik?"), 1000)
    outcome = one_of(_("Velisi isterse kendi bölümü"), list(SHARES.items()))  # type: ignore[arg-type]  # lazy labels

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for step in Step:
            self.fields[step.value] = one_of(CHILD_STEPS[step], list(CHILD_DONE.items()))  # type: ignore[arg-type]  # lazy labels
        for name, label in _CHECK.items():
            self.fields[name] = one_of(label, choices_of("yes_no", special=False))

    @property
    def points(self) -> list[Any]:
        """The points of the path, in their order."""
        return [self[step.value] for step in Step]

    @property
    def check(self) -> list[Any]:
        """The questions of the best-interest check."""
        return [self[name] for name in (*_CHECK, "outcome")]

    @property
    def path(self) -> ChildPath:
        """What may be kept."""
        told = self.cleaned_data
        return ChildPath(
            on=told["on"],
            steps={step.value: told[step.value] for step in Step},
            best_interest=BestInterest(*(told[name] for name in (*_CHECK, "outcome"))),
            view=told["view"],
            own_part=told["own_part"],
            reason=told["reason"],
        )


def child_initial(path: ChildPath | None) -> dict[str, Any]:
    """The path as the form shows it again."""
    if path is None:
        return {}
    check = {name: getattr(path.best_interest, name) for name in (*_CHECK, "outcome")}
    return dict(path.steps) | check | {"view": path.view, "own_part": path.own_part, "reason": path.reason}
