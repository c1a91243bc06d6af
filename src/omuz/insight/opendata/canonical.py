"""JSON that is the same bytes for the same content: keys in order, letters as they are, a line end."""

import json


def text_of(value: object) -> bytes:
    """The bytes of a JSON file; NaN and infinity are refused."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()
