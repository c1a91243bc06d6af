"""Pages of one subject beside each other: `{% load tabs %}{% tabs "training" %}`, the same on every one of them."""

from typing import Any

from django import template
from django.template.context import Context

from omuz.site.shell.navigation import beside

register = template.Library()


@register.inclusion_tag("shell/parts/tabs.html", takes_context=True)
def tabs(context: Context, subject: str) -> dict[str, Any]:
    """The tabs of a subject; nothing where only the page shown is open to her."""
    request = context["request"]
    links = beside(request.person, subject, request.path) if request.person else ()
    return {"links": links if len(links) > 1 else ()}
