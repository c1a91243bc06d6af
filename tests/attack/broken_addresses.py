"""Addresses with one page that breaks while it holds a word of hers."""

from typing import Any

from django.urls import path

from omuz.foundation.people.pages import public_page
from omuz.site.urls import handler400, handler403, handler404, handler500
from omuz.site.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public_page
def breaks(request: Any) -> Any:
    """Fails with what was sent in its message."""
    raise RuntimeError(request.GET.get("q", ""))


urlpatterns = [*ours, path("kirik/", breaks, name="breaks")]
