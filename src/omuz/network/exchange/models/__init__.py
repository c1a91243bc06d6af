"""Tables of the room: case analyses, and the board of cards, questions and answers."""

from omuz.network.exchange.models.analyses import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading
from omuz.network.exchange.models.board import Answer, Card, Follow, FormerWords, Question, ReadMark, Thanks

__all__ = [
    "AnalysisVersion", "Answer", "Card", "CaseAnalysis", "Follow", "FormerWords", "PublishedAnalysis", "Question",
    "ReadMark", "SecondReading", "Thanks",
]  # fmt: skip
