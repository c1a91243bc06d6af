"""Choice widgets drawn without a template each: a page of this room holds some six hundred choices."""

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class _QuickOptions(ChoiceWidget):
    """Draws one choice as the framework's own template would."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        if template_name != self.option_template_name:
            drawn: SafeString = super()._render(template_name, context, renderer)  # type: ignore[misc]  # the stubs leave it out
            return drawn
        widget = context["widget"]
        return format_html(
            '<input type="{}" name="{}" value="{}"{}>',
            widget["type"], widget["name"], widget["value"], _attributes(widget["attrs"]),
        )  # fmt: skip


class QuickRadio(_QuickOptions, forms.RadioSelect):
    """One answer of several."""


class QuickCheckboxes(_QuickOptions, forms.CheckboxSelectMultiple):
    """Several answers."""


class QuickSelect(forms.Select):
    """A long list as one field."""

    def _render(self, _template_name: str, context: dict[str, Any], _renderer: Any = None) -> SafeString:
        widget = context["widget"]
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            (
                (option["value"], SafeString(" selected") if option["selected"] else "", option["label"])
                for _group, options, _index in widget["optgroups"]
                for option in options
            ),
        )  # fmt: skip
        return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget["attrs"]), options)


def _attributes(attrs: dict[str, Any]) -> SafeString:
    told = ((name, value) for name, value in attrs.items() if value is not False and value is not None)
    return SafeString(
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value) for name, value in told
        )
    )
