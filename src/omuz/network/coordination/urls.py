"""Addresses of the coordination room; nothing in them tells what is spoken of."""

from importlib import import_module
from importlib.util import find_spec

app_name = "coordination"

urlpatterns: list[object] = []
for _more in ("urls_focus", "urls_templates"):
    if find_spec(f"omuz.network.coordination.{_more}"):
        urlpatterns += import_module(f"omuz.network.coordination.{_more}").urlpatterns
