"""The invented files: three hundred in two centres, ten composed vignettes among them, each opened by real acts."""

import pytest

from tests.cast import Cast


def test_three_hundred_files_are_planted_and_ten_of_the_women_are_the_vignettes() -> None:
    from demo.seed import _WITH_FILES
    from demo.women import invented, vignettes

    assert sum(number for _centre, _who, number in _WITH_FILES) == 300
    assert len(vignettes()) == len({woman.pseudonym for woman in vignettes()}) == 10
    women = invented(7, 240, "konak")
    assert len(women) == 240
    assert len({(woman.came, woman.wishes, tuple(woman.codes.items())) for woman in women}) > 200, "each her own"


@pytest.mark.django_db
def test_the_vignettes_stand_in_the_centre_as_files_that_open(cast: Cast) -> None:
    from django.utils import timezone

    from demo.files import Desk, plant_files
    from omuz.casework.cases.queries.files import open_case, visible_cases
    from omuz.foundation.people.access import acting

    told: list[int] = []
    desks = [Desk(each.person, each.vault, cast.konak.id, timezone.localdate()) for each in (cast.ayse, cast.nermin)]
    plant_files(desks, number=12, seed=7, district="konak", with_vignettes=True, tell=told.append)
    assert told == list(range(1, 13))
    with acting(cast.ayse.person):
        ids = list(visible_cases(cast.ayse.person, cast.konak.id).values_list("id", flat=True))
        opened = [open_case(cast.ayse.person, each, vault=cast.ayse.vault) for each in ids]
    names = {each.identity["pseudonym"] for each in opened}
    from demo.women import vignettes

    assert len(opened) >= 11, "one is kept to a named list"
    assert names >= {woman.pseudonym for woman in vignettes() if not woman.restricted and not woman.anonymous}
