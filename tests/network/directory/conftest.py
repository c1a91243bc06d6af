"""What the tests of the directory share."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.network.directory.planted import Directory


@pytest.fixture
def directory(cast: "Cast") -> "Directory":
    """An open institution, a shelter, and what hangs on them."""
    from tests.network.directory.planted import plant

    return plant(cast)
