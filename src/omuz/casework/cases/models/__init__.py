"""Files of women, their steps and presentations, and the base of every record that belongs to a file."""

from omuz.casework.cases.models.file import Case, CaseStep, Presentation
from omuz.casework.cases.models.kept import KeptFact
from omuz.casework.cases.models.record import CaseRecord

__all__ = ["Case", "CaseRecord", "CaseStep", "KeptFact", "Presentation"]
