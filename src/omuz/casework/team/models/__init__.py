"""Meetings and decisions, walls around files, searches for names, merges."""

from omuz.casework.team.models.meeting import AgendaItem, Decision, Meeting
from omuz.casework.team.models.merging import Merge
from omuz.casework.team.models.walls import Declaration, GlassBreak, InsideTie, NamedList, NameSearch

__all__ = [
    "AgendaItem", "Decision", "Declaration", "GlassBreak", "InsideTie", "Meeting", "Merge", "NameSearch", "NamedList",
]  # fmt: skip
