"""Draws the parts of the frame that are the same on every page of one person, once, and puts in what is not."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from omuz.site.shell.frame import Frame

register = template.Library()

MOST = 600
"""Drawn parts kept in one process; the ones asked for longest ago go first."""

# Private-use signs: no page and no address contains them.
_TOKEN, _HERE = "\ue000token\ue001", "\ue000here\ue001"
_kept: OrderedDict[tuple[Any, ...], str] = OrderedDict()
_guard = Lock()


class _Anywhere:
    """The frame of a page whose own address is filled in later."""

    here = _HERE

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def __getattr__(self, name: str) -> Any:
        return getattr(self._frame, name)


@register.simple_tag(takes_context=True)
def part(context: Context, name: str) -> SafeString:
    """One part of the frame by the name of its template, drawn once for each person, place in the rail and language."""
    frame = context.get("frame")
    if not isinstance(frame, Frame):
        return _rendered(name, context)
    page_keys = context.get("page_keys") or ()
    key = (name, get_language(), settings.ROOT_URLCONF, frame.sameness, tuple(map(str, page_keys)))
    with _guard:
        drawn = _kept.get(key)
        if drawn is not None:
            _kept.move_to_end(key)
    if drawn is None:
        drawn = _drawn(name, context, frame)
        with _guard:
            _kept[key] = drawn
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    here = str(conditional_escape(frame.here))
    whole = drawn.replace(_TOKEN, str(context.get("csrf_token", ""))).replace(_HERE, here)
    return mark_safe(whole)  # noqa: S308  # drawn by our own template; the two values put in are a token and escaped


def _drawn(name: str, context: Context, frame: Frame) -> SafeString:
    with context.push(frame=_Anywhere(frame), csrf_token=_TOKEN):
        return _rendered(name, context)


def _rendered(name: str, context: Context) -> SafeString:
    found: Any = get_template(name)
    return SafeString(found.template.render(context))
