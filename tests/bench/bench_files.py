"""P1 on files: 5,000 files of one centre listed, one opened, one written into; beside the framework's own list."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.bench.installation import LISTED, Installation, planted
from tests.bench.peer_process import peer
from tests.bench.rows import Row, Taken, taken
from tests.bench.served import OMUZ, Browser, Served, cookies_of, serving

FILES = 5_000
PAGES, RUNS = 40, 3
BAR = "≤ 8 ms processor; ≥ 6 × less than the admin"


def measure() -> Iterator[Row]:
    """List of all files, first and last page; a file's page; a step written; the first list after sign-in."""
    made = planted()
    lead = made.leads[LISTED]
    cases = planted_files(made, LISTED)
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        browser = Browser(ours.port, cookies_of(lead))
        opening = taken(lambda: _get(browser, "/dosyalar/?g=t"), 1, warm=False, processor=ours.processor)
        first = _often(ours, lambda: _get(browser, "/dosyalar/?g=t"))
        page = f"/dosyalar/{cases[17]}/"
        cold = taken(lambda: _get(browser, page), 1, warm=False, processor=ours.processor)
        one = _often(ours, lambda: _get(browser, page))
        today = _often(ours, lambda: _get(browser, "/bugun/"))
        browser.close()
    with peer(made) as theirs:
        other = Browser(theirs.served.port, theirs.cookies)
        admin = _often(theirs.served, lambda: _get(other, "/admin/peer/tally/"))
        change = _often(theirs.served, lambda: _get(other, _a_record(other)))
        other.close()
    size = f"{FILES:,} files in one centre"
    yield Row(f"P1 list of files; {size}", first, "the framework's admin list", admin, BAR, "status, length")
    yield Row("P1 first list of files after sign-in", opening, "the page after it", first, "–", "status")
    yield Row("P1 a file's page", one, "the framework's admin form", change, "–", "status, length")
    yield Row("P1 a file's page, first in a session", cold, "the page after it", one, "–", "status")
    yield Row("P1 Bugün", today, "the framework's admin list", admin, "–", "status, length")


def _often(served: Served, ask: Any) -> Taken:
    def run() -> None:
        for _each in range(PAGES):
            ask()

    whole = taken(run, RUNS, processor=served.processor)
    return Taken(whole.wall / PAGES, whole.cpu / PAGES)


def _get(browser: Browser, path: str) -> int:
    answer = browser.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    assert len(answer.body) > 500
    return len(answer.body)


def _a_record(browser: Browser) -> str:
    body = browser.get("/admin/peer/tally/").body
    found = re.search(rb'href="(/admin/peer/tally/[^"/]+/change/)', body)
    assert found is not None
    return found.group(1).decode()


def planted_files(made: Installation, code_of_centre: str) -> list[str]:
    """Files with a presentation, an interview-less past and a step each, sealed as the actions seal them."""
    from django.utils import timezone

    from omuz.casework.cases.models import Case, CaseStep, Presentation
    from omuz.casework.cases.rules.steps import CODE_ALPHABET
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.models import DataKey

    lead, centre = made.leads[code_of_centre], made.centres[code_of_centre]
    staff = [member.person.staff_id for member in made.workers[code_of_centre]]
    with acting(lead.person), recorded(by=lead.person, event="cases.planted", centre=centre.id, about="bench"):
        opened, now = lead.vault.centre(centre.id), timezone.now()
        keys, cases, steps, came = [], [], [], []
        for number in range(FILES):
            data_key, key = opened.new_data_key()
            code = "".join(CODE_ALPHABET[number // 30**place % 30] for place in range(5))
            moment = now - timedelta(hours=number)
            plain = {"centre_id": centre.id, "changed_at": moment, "changed_by": staff[number % len(staff)]}
            on = (date.today() - timedelta(days=number % 900)).isoformat()  # noqa: DTZ011  # invented days
            case = Case(
                id=uuid4(), code=f"D-{code}", state="support" if number % 3 else "closed", opened_at=moment,
                holder_id=staff[number % len(staff)], data_key=data_key, **plain,
            )  # fmt: skip
            case.put(key, answers={"on": on}, words={}, identity={"pseudonym": f"Çiçek {number}"})
            step = CaseStep(id=uuid4(), centre_id=centre.id, case=case, number=1, state="contact", made_at=moment,
                            made_by=staff[0])  # fmt: skip
            step.put(key, answers={"on": on}, words={})
            shown = Presentation(id=uuid4(), case=case, made_at=moment, made_by=staff[0], **plain)
            shown.put(key, answers={"on": on, "reason": "violence", "channel": "phone"}, words={})
            keys.append(data_key)
            cases.append(case)
            steps.append(step)
            came.append(shown)
        for model, rows in ((DataKey, keys), (Case, cases), (CaseStep, steps), (Presentation, came)):
            model.objects.bulk_create(rows, batch_size=1000)
    return [str(case.id) for case in cases]
