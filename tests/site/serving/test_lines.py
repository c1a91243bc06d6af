"""What a running installation writes down about itself holds no word of anybody."""

import json
import logging

from django.conf import settings

from omuz.site.serving.lines import PlaceOnly


def test_a_line_says_where_and_how_bad_and_never_what():
    try:
        raise ValueError("Deniz 0555 000 00 00")
    except ValueError as fault:
        given = (type(fault), fault, fault.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "views.py", 12, "Deniz: %s", ("D-ABCDE",), given)
    line = PlaceOnly().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("at").endswith("+00:00")
    assert told == {"level": "error", "from": "django.request", "place": "views:12", "fault": "builtins.ValueError"}


def test_it_is_what_the_installation_writes():
    handlers = settings.LOGGING["handlers"]
    assert {name: handler["formatter"] for name, handler in handlers.items()} == {"stderr": "place"}
