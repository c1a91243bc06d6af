"""The pages about figures are tested on returns that were really sent."""

from tests.network.returns.conftest import clock, house

__all__ = ["clock", "house"]
