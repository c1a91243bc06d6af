"""The house of standards for every test of this folder that asks for it."""

from typing import TYPE_CHECKING

import pytest

from tests.network.standards import houses

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def house(cast: "Cast") -> houses.House:
    """v0 published, a round open."""
    return houses.made(cast)
