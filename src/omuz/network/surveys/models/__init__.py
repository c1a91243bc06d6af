"""What is kept of questionnaires, of rounds, and of what centres answered."""

from omuz.network.surveys.models.answers import Answer, AnswerPart
from omuz.network.surveys.models.devices import Device
from omuz.network.surveys.models.questionnaires import Questionnaire, QuestionnaireVersion
from omuz.network.surveys.models.rounds import Invitation, Round

__all__ = ["Answer", "AnswerPart", "Device", "Invitation", "Questionnaire", "QuestionnaireVersion", "Round"]
