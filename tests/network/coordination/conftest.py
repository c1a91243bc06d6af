"""The house of coordination for every test of this folder that asks for it."""

from typing import TYPE_CHECKING

import pytest

from tests.network.coordination import houses

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def house(cast: "Cast") -> houses.House:
    """Konak has begun, Bornova has not; a coordinator for Bornova."""
    return houses.made(cast)
