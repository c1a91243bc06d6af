"""What an XForm holds that nobody can follow."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One expression: of which node, in which role (`relevant`, `constraint`, `calculate`, `label` …), and why not."""

    path: str
    role: str
    source: str
    sentence: str


class FaultyForm(Exception):
    """Some expressions cannot be followed; `faults` says which."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.path} {fault.role}: {fault.sentence}" for fault in faults))
        self.faults = faults
