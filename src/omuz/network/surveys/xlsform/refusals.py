"""What is wrong with a questionnaire: where it stands in the author's workbook, and one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Refusal:
    """One fault or one remark. `row` counts from 1 as the workbook shows it; 0 and "" where it has no place."""

    sentence: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """The place and the sentence, fit for the author."""
        place = [
            *([_("“%(sheet)s” sayfası") % {"sheet": self.sheet}] if self.sheet else []),
            *([_("%(row)d. satır") % {"row": self.row}] if self.row else []),
            *([_("“%(column)s” sütunu") % {"column": self.column}] if self.column else []),
        ]
        return f"{', '.join(place)}: {self.sentence}" if place else self.sentence


@dataclass(frozen=True)
class Refusals:
    """Why a questionnaire was not accepted; nothing of it is kept."""

    items: tuple[Refusal, ...]

    def __str__(self) -> str:
        return "\n".join(str(item) for item in self.items)
