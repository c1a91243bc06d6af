"""What differs between two editions of one report."""

from omuz.insight.reports.snapshot import Change
from omuz.network.reports.models import Edition


def differences(old: Edition, new: Edition, language: str) -> tuple[Change, ...]:
    """Every figure and fact that reads otherwise in the newer edition."""
    raise NotImplementedError
