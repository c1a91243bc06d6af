"""Tables of the room: case analyses, and the board of cards, questions and answers."""

from omuz.network.exchange.models.analyses import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading

__all__ = ["AnalysisVersion", "CaseAnalysis", "PublishedAnalysis", "SecondReading"]
