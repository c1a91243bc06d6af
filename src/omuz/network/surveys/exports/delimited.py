"""A table as CSV the way an office here opens it."""

from omuz.foundation.catalogue import tables as files
from omuz.network.surveys.exports.tables import Table


def as_csv(table: Table) -> bytes:
    """The table in UTF-8: names of the columns, then the rows; days and moments as ISO 8601."""
    return files.as_csv([[column.name for column in table.columns], *table.rows])
