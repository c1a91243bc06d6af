"""The pieces pages are made of. `{% load shell %}`; see them all at `/galeri/`.

Signs and actions
    {% icon "lock" %}  {% icon "lock" "Kilitli" %}          second word is read aloud; without it the sign is silent
    {% action "Yeni temas" url kind="primary" icon="plus" key="n" %}      a link that looks like what it does
    {% button "Kaydet" icon="check" name="what" value="save" %}          a submit button, primary unless told
        kind: primary, danger, bare, or "" for an outlined one; small=True in tables
    {% badge "Taslak" "look" icon="clock" %}                 kind: "", look, danger, done, act

Forms (each takes a bound field; `data-person` marks go into the form's own attrs)
    {% errors form %}                                        summary on top, each line leads to its field
    {% field form.note hint="…" width="short" %}             label, hint, error, control; width: short, medium
    {% chips form.channel hint="…" %}                        choices as chips; `not_asked`, `did_not_want`,
                                                             `unknown` stand apart and quieter
    {% field %} draws a field with radio or checkbox choices as chips by itself.
    {% sentences items title="Hazır sözler" %}               items: .title .text and .open; beside a form
    {% saving %}                                             where an autosaved form says that it is saved

Telling
    {% notice "look" title="…" %}…{% endnotice %}            kind: "", look, danger, done
    {% empty "Bugün aranacak kimse yok." action="Yeni temas" url=… icon="plus" %}
    {% progress "Satırlar okunuyor" done total note="…" %}   done of total
    {% timeline steps %}                                     steps: .when .title .text .icon .badge .kind .url
    {% crumbs "Temaslar" url "Bugün" %}                      at most three; the last has no address
    {% pager newer=url older=url shown="…" %}                keyset: there are no page numbers
    {% card "Başlık" level=2 %}…{% endcard %}  {% fold "nasıl sayıldı?" %}…{% endfold %}

Figures (values as plain data; a cell of a protected table may be handed over as it is)
    {% stat "Temas" 1234 note="2026, 3. dönem" url=… %}
    {% ledger columns rows caption="…" foot=total_row threshold=5 %}
        columns: [{"label": …, "kind": "text|number|share|day|moment", "decimals": 1}, …]
        rows: lists of cells; a cell is text, a number, a date, None, {"text": …, "url": …, "badge": kind},
              or anything with `.value` and `.hidden` (hidden cells show that they are, and why)
    {% figure f %}                                           f: title, base, period, and as wanted picture
                                                             (svg) or picture_url with picture_alt, columns, rows,
                                                             foot, how=[(name, text)], downloads=[(label, url)],
                                                             credit, threshold, open (table unfolded)

Parts that change in place
    {% block head %}{% htmx %}{% endblock %}                 only on pages that gain from it; they work without

Filters
    1234.5|number → 1.234,5   1234.5|number:0   0.69|share → %69   d|day → 22.11.2026
    t|moment → 22.11.2026 14:05   t|clock → 14:05   rows|tr_sort:"name" → Turkish alphabetical order
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.seen import mark_of
from omuz.site.shell.ledger import Ledger, drawn

register = template.Library()

SPECIAL_ANSWERS = frozenset({"not_asked", "did_not_want", "unknown"})
NOTICE_ICONS = {"": "info", "look": "alert", "danger": "alert", "done": "check"}
MIRRORED = frozenset({"next", "previous", "back", "forward", "send", "undo"})
ONWARD = frozenset({"next", "forward"})
CHOICE_TYPES = frozenset({"radio", "checkbox", "radioselect", "checkboxselectmultiple"})


@register.inclusion_tag("shell/parts/htmx.html")
def htmx() -> dict[str, Any]:
    """The library for parts that change in place."""
    return {}


# Filters


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """A number as the reader's language writes it; anything that is no number unchanged, None as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return str(value)
    return turkish.number(value, decimals, get_language() or "tr")


@register.filter
def share(value: Any, decimals: int = 0) -> str:
    """A fraction of one as a percentage: %69 in Turkish, 69% in English."""
    if value is None or value == "":
        return "–"
    return turkish.share(value, decimals, get_language() or "tr")


@register.filter
def day(value: date | None) -> str:
    """A date, or the local date of a moment, as 22.11.2026."""
    if value is None:
        return "–"
    return turkish.day(_local(value))


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in local time as 22.11.2026 14:05."""
    if value is None:
        return "–"
    local = _local(value)
    return turkish.moment(local) if isinstance(local, datetime) else turkish.day(local)


@register.filter
def clock(value: datetime | None) -> str:
    """The local time of a moment as 14:05."""
    return "–" if value is None else f"{_local(value):%H:%M}"


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def tr_sort(items: Iterable[Any], name: str = "") -> list[Any]:
    """Items in Turkish alphabetical order of their text, or of the named attribute or key."""

    def text(item: Any) -> str:
        if not name:
            return str(item)
        return str(item[name] if isinstance(item, Mapping) else getattr(item, name))

    return sorted(items, key=lambda item: turkish.sort_key(text(item)))


# Signs and actions


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A sign from the sprite; silent for screen readers unless it has a label."""
    heard = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    look = f"icon icon-{name}" + (" mirrors" if name in MIRRORED else "")
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"></use></svg>', look, heard, static("shell/icons.svg"), name
    )


def _look(kind: str, small: bool) -> str:
    return "button" + (f" button-{kind}" if kind else "") + (" button-small" if small else "")


@register.simple_tag
def action(text: str, url: str, kind: str = "", icon: str = "", key: str = "", small: bool = False) -> SafeString:
    """A link that looks like a button; `key` is its one-letter shortcut."""
    shortcut = format_html(' data-key="{}"', key) if key else ""
    return format_html('<a class="{}" href="{}"{}>{}</a>', _look(kind, small), url, shortcut, _signed(icon, text))


@register.simple_tag
def button(
    text: str, kind: str = "primary", icon: str = "", name: str = "", value: str = "", small: bool = False
) -> SafeString:
    """A submit button."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" type="submit"{}>{}</button>', _look(kind, small), named, _signed(icon, text))


def _signed(name: str, text: str) -> SafeString:
    """A sign that points onward stands after the words, every other one before."""
    words = format_html("<span>{}</span>", text)
    return words + icon(name) if name in ONWARD else _sign(name) + words


def _sign(name: str) -> SafeString:
    return icon(name) if name else SafeString("")


@register.simple_tag
def badge(text: str, kind: str = "", icon: str = "") -> SafeString:
    """A state in one word; the words carry the meaning, the colour only helps."""
    return format_html(
        '<span class="badge{}">{}<span>{}</span></span>', f" badge-{kind}" if kind else "", _sign(icon), text
    )


# Forms


@register.inclusion_tag("shell/parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, in one place; draws nothing when nothing is."""
    lines = [
        (f"#{bound.auto_id}" + ("_0" if _is_choice(bound) else ""), bound.label, message)
        for bound in form.visible_fields()
        for message in bound.errors
    ]
    return {"general": form.non_field_errors(), "lines": lines}


def _is_choice(bound: BoundField) -> bool:
    kind = bound.widget_type.replace("-", "")
    return kind in CHOICE_TYPES and kind != "checkbox"


@register.simple_tag
def field(bound: BoundField, hint: str = "", width: str = "") -> SafeString:
    """One field with label, hint, error and control; choices become chips."""
    if _is_choice(bound):
        return chips(bound, hint)
    described = [f"{bound.auto_id}_hint"] if hint or bound.help_text else []
    described += [f"{bound.auto_id}_wrong"] if bound.errors else []
    attrs: dict[str, str] = {"class": "input" + (f" input-{width}" if width else ""), "aria-describedby": ""}
    attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if not described:
        del attrs["aria-describedby"]
    single = bound.widget_type == "checkbox"
    control = bound.as_widget(attrs={key: value for key, value in attrs.items() if key != "class" or not single})
    context = {"bound": bound, "hint": hint or bound.help_text, "control": control, "single": single}
    return mark_of(bound.form) + render_to_string("shell/parts/field.html", context)


@register.simple_tag
def chips(bound: BoundField, hint: str = "", person: bool = False) -> SafeString:
    """A group of choices as chips, the three special answers apart."""
    options = [option for option in bound.subwidgets if option.data["value"] not in ("", None)]
    context = {
        "bound": bound,
        "hint": hint or bound.help_text,
        "ordinary": [option for option in options if str(option.data["value"]) not in SPECIAL_ANSWERS],
        "special": [option for option in options if str(option.data["value"]) in SPECIAL_ANSWERS],
        "person": person,
    }
    return mark_of(bound.form) + render_to_string("shell/parts/chips.html", context)


@register.inclusion_tag("shell/parts/sentences.html")
def sentences(items: Iterable[Any], title: str = "") -> dict[str, Any]:
    """Ready sentences beside a form, each one press away."""
    return {"items": items, "title": title}


@register.inclusion_tag("shell/parts/saving.html")
def saving() -> dict[str, Any]:
    """The place in an autosaved form that says what is saved; its sentences travel as data attributes."""
    return {}


# Telling


@register.simple_block_tag
def notice(content: SafeString, kind: str = "", title: str = "") -> SafeString:
    """A sentence that matters now."""
    heading = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice{}"{}>{}<div class="notice-body">{}{}</div></div>',
        f" notice-{kind}" if kind else "",
        SafeString(' role="alert"') if kind == "danger" else "",
        icon(NOTICE_ICONS.get(kind, "info")),
        heading,
        content,
    )


@register.inclusion_tag("shell/parts/empty.html")
def empty(sentence: str, action: str = "", url: str = "", icon: str = "") -> dict[str, Any]:
    """Nothing here yet: one sentence and the first thing to do."""
    return {"sentence": sentence, "action_text": action, "url": url, "icon_name": icon}


@register.inclusion_tag("shell/parts/progress.html")
def progress(label: str, done: int, total: int, note: str = "") -> dict[str, Any]:
    """How far long work has come."""
    return {"label": label, "done": done, "total": total, "note": note}


@register.inclusion_tag("shell/parts/timeline.html")
def timeline(steps: Iterable[Any]) -> dict[str, Any]:
    """Steps in time, newest as given."""
    return {"steps": steps}


@register.inclusion_tag("shell/parts/crumbs.html")
def crumbs(*words: str) -> dict[str, Any]:
    """Where this page stands: label, address, label, address, …, label. More than three steps raise ValueError."""
    steps = [(words[at], words[at + 1] if at + 1 < len(words) else "") for at in range(0, len(words), 2)]
    if len(steps) > 3:  # noqa: PLR2004  # the rule is in the message
        raise ValueError("a breadcrumb has at most three steps")
    return {"steps": steps}


@register.inclusion_tag("shell/parts/pager.html")
def pager(newer: str = "", older: str = "", shown: str = "") -> dict[str, Any]:
    """To the rows before and after; an absent address draws no link."""
    return {"newer": newer, "older": older, "shown": shown}


@register.simple_block_tag
def card(content: SafeString, title: str = "", level: int = 2) -> SafeString:
    """A sheet on the paper."""
    head = format_html('<div class="card-head"><h{0}>{1}</h{0}></div>', level, title) if title else ""
    return format_html('<section class="card">{}{}</section>', head, content)


@register.simple_block_tag
def fold(content: SafeString, title: str, open: bool = False) -> SafeString:  # noqa: A002  # the attribute's own name
    """Something to open when wanted; works without scripts."""
    return format_html(
        '<details class="fold"{}><summary>{}<span>{}</span></summary><div class="how">{}</div></details>',
        SafeString(" open") if open else "",
        icon("down"),
        title,
        content,
    )


# Figures


@register.inclusion_tag("shell/parts/stat.html")
def stat(label: str, value: Any, note: str = "", url: str = "") -> dict[str, Any]:
    """One figure that matters, inside a `<dl>`; a hidden cell is shown as hidden."""
    cell = drawn(value, {"kind": "number"}, threshold=5)
    return {"label": label, "cell": cell, "note": note, "url": url}


@register.inclusion_tag("shell/parts/ledger.html")
def ledger(
    columns: Sequence[Mapping[str, Any]],
    rows: Iterable[Sequence[Any]],
    caption: str = "",
    foot: Sequence[Any] | None = None,
    threshold: int = 5,
    close: bool = False,
) -> dict[str, Any]:
    """A table that reads like a ledger; hidden cells are marked and explained under it."""
    return {"table": Ledger(columns, rows, foot, threshold), "caption": caption, "close": close}


@register.inclusion_tag("shell/parts/figure.html")
def figure(about: Mapping[str, Any]) -> dict[str, Any]:
    """One question answered by one chart, with its base, its table, how it was counted, and its files."""
    table = None
    if about.get("columns"):
        table = Ledger(about["columns"], about["rows"], about.get("foot"), about.get("threshold", 5))
    return {"about": about, "table": table}
