"""Tables of the standards room."""

from omuz.network.standards.models.assessments import Assessment, AssessmentRound, Finding, Judgement, Talk
from omuz.network.standards.models.improvements import Improvement, PolicyDocument
from omuz.network.standards.models.versions import Adoption, Remark, Standard

__all__ = [
    "Adoption",
    "Assessment",
    "AssessmentRound",
    "Finding",
    "Improvement",
    "Judgement",
    "PolicyDocument",
    "Remark",
    "Standard",
    "Talk",
]
