"""The child-protection path of a file: points thought of, her view, and the part that is hers alone."""

from uuid import UUID

from omuz.casework.cases.actions.changing import file_changed, put_or_drop, refuse_stale
from omuz.casework.cases.queries.children import path_part
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.child import PATH_WORDS, ChildPath
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def keep_path(
    *, by: Person, vault: OpenedVault, case_id: UUID, path: ChildPath, stamp: str | None = None
) -> OpenedCase:
    """Keep where the path stands; raises Conflict when it changed since `stamp`. Nothing is notified by itself."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.path_kept") as file:
        refuse_stale(file, path_part(file), stamp)
        steps = {step: answer for step, answer in path.steps.items() if answer}
        file.answers["child"] = {
            "on": path.on.isoformat(),
            "steps": steps,
            "best_interest": path.best_interest.to_payload(),
        }
        words = {name: getattr(path, name).strip() for name in PATH_WORDS}
        put_or_drop(file.words, "child", {name: text for name, text in words.items() if text})
    return file
