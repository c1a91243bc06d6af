"""What she is called here and what she needs to be able to come, as the file says it now."""

from dataclasses import dataclass

from omuz.casework.cases.queries.files import OpenedCase

NAMES = ("pseudonym", "chosen_name", "phrase")
"""Parts of the identity that are hers to choose and last as long as the file."""


@dataclass(frozen=True, slots=True)
class About:
    """What she is called here, the phrase agreed on, her age band, what she needs to be able to come."""

    pseudonym: str = ""
    chosen_name: str = ""
    phrase: str = ""
    age_band: str = ""
    access: tuple[str, ...] = ()
    language: str = ""


def about_of(file: OpenedCase) -> About:
    """What the file says of it now."""
    return About(
        pseudonym=str(file.identity.get("pseudonym", "")),
        chosen_name=str(file.identity.get("chosen_name", "")),
        phrase=str(file.identity.get("phrase", "")),
        age_band=str(file.answers.get("age_band", "")),
        access=tuple(file.answers.get("access", ())),
        language=str(file.answers.get("interpreter_language", "")),
    )


def about_part(file: OpenedCase) -> dict[str, object]:
    """The same as plain values, to tell two versions apart."""
    now = about_of(file)
    return {name: list(told) if isinstance(told := getattr(now, name), tuple) else told for name in About.__slots__}
