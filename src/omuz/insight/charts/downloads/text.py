"""A figure as CSV; in Turkish with semicolons, decimal commas and a byte order mark, as the office expects it."""

from omuz.foundation.catalogue.tables import OFFICE, PROGRAM, as_csv
from omuz.insight.charts.downloads.content import cells, checked, heads, lines, notes
from omuz.insight.charts.figure import Figure


def to_csv(figure: Figure) -> bytes:
    """Head, rows, total, a blank line, then the notes. Raises NotProtected."""
    figure = checked(figure)
    numbers = [cells(figure, line) for line in lines(figure)]
    style = OFFICE if figure.reading.language == "tr" else PROGRAM
    return as_csv([heads(figure), *numbers, [], *notes(figure)], style)
