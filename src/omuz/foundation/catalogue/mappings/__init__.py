"""Mappings: how the columns and words of somebody else's table become coded answers of ours."""

from omuz.foundation.catalogue.mappings.applied import Bound, Mapped, MappedFile, Refused
from omuz.foundation.catalogue.mappings.definition import Mapping
from omuz.foundation.catalogue.mappings.rules import Problem

__all__ = ["Bound", "Mapped", "MappedFile", "Mapping", "Problem", "Refused"]
