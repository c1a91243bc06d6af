"""The functions of the forms' standard; importing this makes every one of them known."""

from omuz.network.surveys.logic.functions import choosing, days, numbers, places, texts

__all__ = ["choosing", "days", "numbers", "places", "texts"]
