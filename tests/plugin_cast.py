"""The fixture `cast`: the six people with their centres and keys, second factor not demanded."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def cast(db: None, settings: Any) -> "Cast":
    """Fresh people for one test; tests of the second factor demand it themselves."""
    from tests.cast import cast_for_one_test  # the framework is not set up yet when this file is loaded

    settings.OMUZ_SECOND_FACTOR = "optional"
    return cast_for_one_test()
