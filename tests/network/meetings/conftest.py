"""The house of meetings for every test of this folder that asks for it."""

from typing import TYPE_CHECKING

import pytest

from tests.network.meetings import houses

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def house(cast: "Cast") -> houses.House:
    """Institutions taken in, one meeting held today, two planned."""
    return houses.made(cast)
