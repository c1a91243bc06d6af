"""The sentences said aloud before anything is told to another place, and those of the letter; content, not code."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from omuz.casework.consents.rules.groups import OWN_QUESTION
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.definitions import Words, read_definition
from omuz.foundation.catalogue.lists import in_turkish, label_of
from omuz.foundation.catalogue.place import catalogue_folder

LETTER = ("opening", "closing", "answer")


@dataclass(frozen=True, slots=True)
class Sharing:
    """`share` for what is asked together, `own` for a group with its own question, `none` where nothing is told."""

    share: Words
    own: Words
    none: Words
    letter: dict[str, Words]


@lru_cache(maxsize=4)
def _sharing_in(folder: Path) -> Sharing:
    page = read_definition(folder / "texts" / "sharing.toml")
    page.about()
    letter = page.section("letter")
    found = Sharing(
        page.words("share"), page.words("own"), page.words("none"), {name: letter.words(name) for name in LETTER}
    )
    letter.finish()
    page.finish()
    return found


def sharing() -> Sharing:
    """The sentences in force. Raises CatalogueError when the file is broken."""
    return _sharing_in(catalogue_folder())


def group_label(group: str) -> str:
    """A group of information in words."""
    return label_of("field_group", group)


def _inside(label: str) -> str:
    """A label as it stands inside a sentence."""
    return turkish.lower(label[:1]) + label[1:] if in_turkish() else label[:1].lower() + label[1:]


def sentence_for(recipient: str, groups: Sequence[str]) -> str:
    """What to say aloud before these groups are told to this recipient."""
    items = ", ".join(_inside(group_label(group)) for group in groups)
    told = sharing()
    words = told.none if not groups else told.own if set(groups) & OWN_QUESTION else told.share
    return words.say().replace("{recipient}", recipient).replace("{items}", items)
