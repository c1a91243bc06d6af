"""Counts requests that come without a session by the minute, in the store all web processes share."""

import hashlib
import time

from django.core.cache import cache

WRONG_MINUTES = 15


def count(what: str, more: int = 1, minutes: int = WRONG_MINUTES) -> int:
    """Add `more` to what is counted in this stretch of `minutes`; how many there are now."""
    stretch = int(time.time() // (minutes * 60))
    key = "omuz.asked." + hashlib.sha256(f"{what}\n{stretch}".encode()).hexdigest()
    now = int(cache.get(key, 0)) + more
    if more:
        cache.set(key, now, timeout=minutes * 60)
    return now
