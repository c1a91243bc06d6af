"""What tests of orders share: a file of Ayşe's, and the cast at work on it."""

from typing import Any

import pytest


@pytest.fixture
def desk(cast: Any) -> Any:
    """Ayşe's file at Konak."""
    from tests.casework.cases.files import opened_file
    from tests.casework.orders.at_work import Desk

    return Desk(cast, opened_file(cast))
