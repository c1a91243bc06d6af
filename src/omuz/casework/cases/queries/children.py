"""The child-protection path of a file as it stands."""

from datetime import date

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.child import PATH_WORDS, BestInterest, ChildPath


def path_of(file: OpenedCase) -> ChildPath | None:
    """The path as it stands; None where nobody has begun it."""
    kept = file.answers.get("child")
    if not kept:
        return None
    words = file.words.get("child", {})
    return ChildPath(
        on=date.fromisoformat(kept["on"]),
        steps=dict(kept.get("steps", {})),
        best_interest=BestInterest.from_payload(kept.get("best_interest", {})),
        **{name: str(words.get(name, "")) for name in PATH_WORDS},
    )


def path_part(file: OpenedCase) -> dict[str, object]:
    """The path as plain values, to tell two versions apart."""
    return {"answers": file.answers.get("child", {}), "words": file.words.get("child", {})}
