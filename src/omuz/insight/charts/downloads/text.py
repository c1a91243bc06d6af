"""A figure as CSV; in Turkish with semicolons, decimal commas and a byte order mark, as the office expects it."""

import csv
import io

from omuz.foundation.catalogue.turkish import number
from omuz.insight.charts.downloads.content import cells, checked, harmless, heads, lines, notes
from omuz.insight.charts.figure import Figure


def to_csv(figure: Figure) -> bytes:
    """Head, rows, total, a blank line, then the notes. Raises NotProtected."""
    figure = checked(figure)
    turkish = figure.reading.language == "tr"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if turkish else ",", lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads(figure)])
    for line in lines(figure):
        writer.writerow([written(cell, turkish) for cell in cells(figure, line)])
    writer.writerow([])
    for name, text in notes(figure):
        writer.writerow([harmless(name), harmless(text)])
    return out.getvalue().encode("utf-8-sig" if turkish else "utf-8")


def written(cell: str | int | float | None, turkish: bool) -> str:
    """A cell without thousands signs, so that every program reads it as a number."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    plain = number(cell, None, "en").replace(",", "")
    return plain.replace(".", ",") if turkish else plain
