"""The board for every test of this folder that asks for it."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.network.exchange.board.boards import Board


@pytest.fixture
def board(cast: "Cast") -> "Board":
    """The board, empty."""
    from tests.network.exchange.board.boards import Board

    return Board(cast)
