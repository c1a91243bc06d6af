"""What a report asks of one room: which of its sources, for which report, year and place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """Keys of `sources.toml` wanted from one room. `about`: code of the one centre, municipality, programme, if any."""

    report: str
    year: int
    keys: frozenset[str]
    about: str = ""

    def wants(self, *keys: str) -> bool:
        """Whether one of these is asked for; what nobody asked for is not counted."""
        return not self.keys.isdisjoint(keys)
