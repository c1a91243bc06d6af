"""What people wrote and said in an edition: versions with their writers, comments with their answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from omuz.foundation.people.access import Person
from omuz.network.reports.models import Comment, Edition, SectionText


@dataclass(frozen=True)
class Version:
    """One version of a text with its writer's name, as the desk shows it."""

    row: SectionText
    writer: str


@dataclass(frozen=True)
class Said:
    """A comment with its writer's name and the answers to it, oldest first."""

    row: Comment
    writer: str
    answers: "tuple[Said, ...]" = ()


def newest_texts(edition: Edition, language: str) -> Mapping[str, SectionText]:
    """Section → its newest version in one language."""
    raise NotImplementedError


def versions(person: Person, edition: Edition, section: str, language: str) -> list[Version]:
    """Every version of one section's text, newest first."""
    raise NotImplementedError


def comments(person: Person, edition: Edition, section: str = "") -> list[Said]:
    """What was said about a draft or one of its sections, oldest first, answers under what they answer."""
    raise NotImplementedError
