"""Two people, one form: what stood in it when she began to type travels with it and is compared when she saves."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar
from uuid import UUID

from django.forms import BaseForm, CheckboxInput, ChoiceField, Field, FileField, MultiWidget
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from omuz.foundation.tenancy.context import wait_for

AS_SHOWN: Final = "as_shown"
"""The name of the hidden input, behind the prefix of its form."""
_LONGEST: Final = 300
_MARK: Final = 10
F = TypeVar("F", bound=BaseForm)


def alone(named: Mapping[str, Any], view: str) -> None:
    """Let whoever saves the same record wait until this transaction ends, so that she compares with what I wrote.

    The record is the last identifier of the address, so every page that changes it waits for every other. To be
    called before the record is read; needs an open transaction.
    """
    records = [str(value) for value in named.values() if isinstance(value, UUID)]
    told = records[-1] if records else "/".join([view, *(str(value) for value in named.values())])
    wait_for(f"page:{told}")


def edited(form: F, of: Collection[str] = ()) -> F:
    """A form on a record that exists, its `initial` being the record as it is now; drawn with `{% field %}`.

    What somebody else changed meanwhile and she left as it was stays as the other wrote it. Where both changed one
    field, nothing is saved: the form comes back with hers in the field and the other's words beside it, and saving
    again keeps hers.

    `of` are the fields that name the record where she types its name, its municipality and year for instance. A
    record the page was not opened with counts as one she saw nothing of: what stands there is shown beside hers.
    """
    now = {name: _normal(_shown(form, name)) for name in form.fields if _compared(form.fields[name])}
    if form.is_bound:
        now |= {name: _normal(_typed(form, name)) for name in of}
    form.mark = _mark(now, form.add_prefix(AS_SHOWN))  # type: ignore[attr-defined]  # drawn by the tag `field`
    if form.is_bound:
        _compare(form, now, of)
    return form


def mark_of(form: BaseForm) -> SafeString:
    """The hidden input of a form made by `edited`, once: its first field draws it. Nothing for any other form."""
    told: SafeString = getattr(form, "mark", SafeString(""))
    if told:
        form.mark = SafeString("")  # type: ignore[attr-defined]  # drawn
    return told


def shown(now: Mapping[str, Any]) -> SafeString:
    """The hidden input for inputs that belong to no form: name → what the page shows in it."""
    return _mark({name: _normal(value) for name, value in now.items()}, AS_SHOWN)


def beside(sent: QueryDict, now: Mapping[str, Any]) -> QueryDict:
    """What was sent, with what somebody else changed meanwhile where she left an input of `now` as it was.

    Raises Both, with the words of each, where both changed one input.
    """
    data, before = sent.copy(), _before(sent.get(AS_SHOWN, ""))
    for name, value in now.items():
        theirs, typed = _normal(value), _normal(sent.getlist(name))
        was = before.get(name, _digest(() if before else theirs))  # an input that came to the page meanwhile is empty
        if was == _digest(theirs) or typed == theirs:
            continue
        if _digest(typed) != was:
            raise Both(", ".join(theirs), ", ".join(typed))
        data.setlist(name, list(theirs))
    for name in before.keys() - now.keys():
        if (typed := _normal(sent.getlist(name))) and _digest(typed) != before[name]:
            raise Both("", ", ".join(typed))
    return data


def ticked(sent: QueryDict, name: str, now: Mapping[str, bool]) -> list[str]:
    """Which boxes of the list `name` are ticked, each as somebody else ticked it meanwhile where she left it alone.

    `now` are its boxes, drawn with `shown(now)`: value → whether it is ticked as things stand.
    """
    boxes = QueryDict(mutable=True)
    boxes.update(dict.fromkeys(sent.getlist(name), "on") | {AS_SHOWN: sent.get(AS_SHOWN, "")})
    kept = beside(boxes, now)
    return [box for box in kept if box != AS_SHOWN and kept[box]]


class Both(Exception):
    """Two people changed one input of a page; nothing was saved."""

    def __init__(self, theirs: str, hers: str) -> None:
        words = _("Siz yazarken başka biri de burayı değiştirdi: “%(theirs)s”. Sizinki: “%(hers)s”. Hiçbir şey "
                  "kaydedilmedi; ikisini birleştirip yeniden kaydedin.")  # fmt: skip
        super().__init__(words % {"theirs": theirs or "–", "hers": hers or "–"})


def _mark(now: Mapping[str, tuple[str, ...]], name: str) -> SafeString:
    told = ",".join(f"{each}={_digest(value)}" for each, value in now.items())
    return format_html('<input type="hidden" name="{}" value="{}">', name, told)


def _before(sent: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in sent.split(",") if "=" in part)


def _compare(form: BaseForm, now: dict[str, tuple[str, ...]], of: Collection[str]) -> None:
    before = _before(form.data.get(form.add_prefix(AS_SHOWN), ""))
    unseen = any(name in before and before[name] != _digest(now[name]) for name in of)
    if unseen:
        before = dict.fromkeys(now, _digest(())) | {name: _digest(now[name]) for name in of}
    elif before:  # a field that came to the form meanwhile was empty on her page, which had none
        before = dict.fromkeys(now, _digest(())) | before
    theirs = {name for name, value in now.items() if name in before and before[name] != _digest(value)}
    both = set()
    for name in theirs:
        typed = _normal(_typed(form, name))
        if typed == now[name]:
            continue
        if _digest(typed) == before[name] and not isinstance(form.fields[name].widget, MultiWidget):
            _take(form, name, now[name])
        else:
            both.add(name)
    form.full_clean()
    for name in sorted(both):
        form.add_error(name, _told(form.fields[name], now[name], unseen=unseen))
    for words in _typed_and_gone(form, before, now):
        form.add_error(None, words)


def _typed_and_gone(form: BaseForm, before: Mapping[str, str], now: Collection[str]) -> Iterator[str]:
    """A sentence for everything she wrote in a row that somebody else took away meanwhile."""
    for name in sorted(before.keys() - set(now)):
        values = getattr(form.data, "getlist", lambda key: [form.data.get(key)])(form.add_prefix(name))
        typed = _normal(values)
        if typed and _digest(typed) != before[name]:
            yield _("Siz yazarken başka biri bu satırı kaldırdı; hiçbir şey kaydedilmedi. Yazdığınız: “%(hers)s”.") % {
                "hers": ", ".join(typed)
            }


def _told(field: Field, value: tuple[str, ...], *, unseen: bool) -> str:
    words = _("Siz yazarken başka biri de burayı değiştirdi; onun yazdığı: “%(theirs)s”. Sizin yazdığınız kutuda "
              "duruyor; yeniden kaydederseniz sizinki kalır.")  # fmt: skip
    if unseen:
        words = _("Burada yazılı olan: “%(theirs)s”. Sizin yazdığınız kutuda duruyor; yeniden kaydederseniz sizinki "
                  "onun yerine geçer.")  # fmt: skip
    names = _names(field)
    if isinstance(field.widget, CheckboxInput):
        theirs = _("evet") if value else _("hayır")
    else:
        theirs = ", ".join(names.get(each, each) for each in value) or "–"
    return words % {"theirs": theirs if len(theirs) <= _LONGEST else theirs[:_LONGEST] + "…"}


def _pairs(field: ChoiceField) -> Iterable[tuple[Any, Any]]:
    return field.widget.choices  # type: ignore[no-any-return]  # every widget of choices has them


def _names(field: Field) -> dict[str, str]:
    if not isinstance(field, ChoiceField):
        return {}
    found: dict[str, str] = {}
    for value, label in _pairs(field):
        for each, words in label if isinstance(label, list | tuple) else ((value, label),):
            found[str(each)] = str(words)
    return found


def _compared(field: Field) -> bool:
    return not (isinstance(field, FileField) or field.widget.is_hidden or field.disabled)


def _shown(form: BaseForm, name: str) -> Any:
    """What the field of a page drawn now would send back untouched."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field.widget, CheckboxInput):
        return bool(value)
    if isinstance(field.widget, MultiWidget):
        parts = value if isinstance(value, list | tuple) else field.widget.decompress(value) or []
        shown = zip(field.widget.widgets, parts, strict=False)
        return [f"{place}:{widget.format_value(part)}" for place, (widget, part) in enumerate(shown) if part]
    return field.widget.format_value(value)


def _typed(form: BaseForm, name: str) -> Any:
    widget = form.fields[name].widget
    value = widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(widget, MultiWidget):
        return [f"{place}:{part}" for place, part in enumerate(value) if part]
    return value


def _take(form: BaseForm, name: str, value: tuple[str, ...]) -> None:
    """Put the other's value into what was sent."""
    data, where = QueryDict(mutable=True), form.add_prefix(name)
    data.update(form.data)
    data.setlist(where, list(value))
    form.data = data


def _normal(value: Any) -> tuple[str, ...]:
    if value is None or value is False or value == "":
        return ()
    if value is True:
        return ("on",)
    if isinstance(value, list | tuple | set):
        return tuple(sorted(str(each) for each in value if each not in (None, "")))
    text = str(value).replace("\r\n", "\n").strip()
    return (text,) if text else ()


def _digest(value: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(value).encode()).hexdigest()[:_MARK]
