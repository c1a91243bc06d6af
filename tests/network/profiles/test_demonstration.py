"""The invented network's profiles: twenty complete, one late, one declined; what the centres are told of them."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted() -> dict[str, Any]:
    """The twenty-two invented centres with a coordinator each, and Elif; no key is made."""
    from django.utils import timezone

    from demo import seed
    from demo.profiles import plant_profiles
    from omuz.foundation.people.access import person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    _organisations, centres = seed._found()
    told = {"full_name": "Örnek Kişi", "role": Role.CENTRE_COORDINATOR}
    leads = {
        code: person_for(seed._account({**told, "username": f"lead-{code}"}, accounts.Place(centre=centre)))
        for code, centre in centres.items()
    }
    network = {**told, "role": Role.NETWORK_COORDINATOR, "username": "elif"}
    elif_ = person_for(seed._account(network, accounts.Place()))
    plant_profiles(leads, elif_, centres, timezone.localdate())
    return {"leads": leads, "elif": elif_, "centres": centres}


def test_the_demonstration_has_two_years_and_the_centres_read_only_what_passed_the_gate(planted: Any) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.privacy.gate import INSTITUTIONS
    from omuz.network.profiles.queries.comparison import comparison
    from omuz.network.profiles.queries.figures import indicator_lines, newest_figures, told_part
    from omuz.network.profiles.queries.profiles import followed, profile_rounds, public_list
    from omuz.network.profiles.queries.sheets import sheet
    from omuz.network.surveys.models import Invitation
    from omuz.network.surveys.queries.rounds import own_invitations

    with acting(planted["elif"]):
        now, before = (followed(asked) for asked in profile_rounds())
    assert (now.complete, now.board.late, now.board.declined) == (20, 1, 1)
    assert before.complete == 22
    assert all(row.line.done > 100 for row in now.rows if row.complete), "twenty are complete, not merely signed"

    konak = planted["leads"]["konak-1"]
    with acting(konak):
        asked = now.board.asked
        figures = newest_figures(asked)
        assert figures is not None
        assert (figures.signed, figures.invited) == (20, 22)
        told = {code: value for code, _title, value, _caveat in indicator_lines(figures)}
        assert told["I48"] == "7/20"
        assert told["I42"].startswith("ortanca ")
        lines = [line for part in sheet(asked.version).parts for line in told_part(part, figures)]
        numbers = [number for each in figures.figures.values() for number in each["cells"].values()]
        assert lines
        assert not [number for number in numbers if number is not None and 0 < number < INSTITUTIONS.threshold]
        mine = Invitation.objects.select_related("round__version").get(
            round=asked, centre_id=planted["centres"]["konak-1"].id
        )
        compared = comparison(mine)
        assert len(compared.years) == 1
        assert any(row.told for _label, rows in compared.parts for row in rows)
        assert sum(each.profile is not None for each in public_list()) == 22
    with acting(planted["leads"]["bergama-1"]):
        assert [line.reminds for line in own_invitations(planted["leads"]["bergama-1"], kind="profile")] == [
            True,
            False,
        ]


def test_the_invented_answers_answer_what_was_asked(planted: Any) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.profiles.models import SignedProfile

    with acting(planted["elif"]):
        profiles = [row.values for row in SignedProfile.objects.all()]
    said: dict[str, set[str]] = {}
    for values in profiles:
        for name, text in values.items():
            said.setdefault(name, set()).add(text)
        ngo = values["type"] == "ngo"
        assert (values["founding_decision"] == "board_decision") is ngo
        assert ("Dernek" in values["parent"]) is ngo
        titles = sum(int(text) for name, text in values.items() if name.startswith("staff_by_title_"))
        assert int(values["women_staff_count"]) <= titles
        assert values["founding_doc_date"] <= values["founding_date"]
    words = [
        text for name, texts in said.items() if name != "name" for text in texts if " " in text and text[0].isupper()
    ]
    assert not said.get("name_known"), "known by another name only where there is one"
    assert len(words) == len(set(words)), "no sentence answers two questions"
