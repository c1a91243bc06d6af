"""The log of a running installation: one JSON object a line, where and when and how bad, never what was said."""

import json
import logging
from datetime import UTC, datetime


class PlaceOnly(logging.Formatter):
    """Leaves out the message, its arguments and the text of an exception: any of them may name a person or a record.

    The place in the code and the kind of exception are enough to find a fault.
    """

    def format(self, record: logging.LogRecord) -> str:
        """`{"at", "level", "from", "place"}` and, where there was one, `"fault"`."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "place": f"{record.module}:{record.lineno}",
        }
        if record.exc_info and record.exc_info[0]:
            kind = record.exc_info[0]
            told["fault"] = f"{kind.__module__}.{kind.__qualname__}"
        return json.dumps(told)
