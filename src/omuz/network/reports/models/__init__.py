"""Tables of the reports room."""

from omuz.network.reports.models.editions import Comment, Edition, SectionText, SignOff, ToldTable
from omuz.network.reports.models.voices import AgreedQuote, CardConsent, PrintedQuote, Quote, Recommendation

__all__ = [
    "AgreedQuote",
    "CardConsent",
    "Comment",
    "Edition",
    "PrintedQuote",
    "Quote",
    "Recommendation",
    "SectionText",
    "SignOff",
    "ToldTable",
]
