"""What is typed on the board; whose name it is under, tags in groups, and the box for names of institutions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.access import Person
from omuz.network.exchange.actions.board import LONGEST
from omuz.network.exchange.queries.board_words import TagGroup, board_words, is_criterion, tag_groups
from omuz.network.exchange.rules.board import CardWords, NotKept

NETWORK = "network"
_QUIET = {"autocomplete": "off", "spellcheck": "true"}


def holders(person: Person) -> list[tuple[str, str]]:
    """In whose name she may write: each of her centres, and the network for its coordinator."""
    held = [(str(post.centre_id), post.centre_name) for post in person.centres_where("exchange.write")]
    return [*held, (NETWORK, str(_("Ağ koordinasyonu")))] if person.may("exchange.moderate") else held


class _Shared(forms.Form):
    """What every form of the board has: whose words, and the confirmation of names where one was asked for."""

    def __init__(self, *args: Any, person: Person, names_asked: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.holders = holders(person)
        if len(self.holders) > 1 and "seen" not in self.initial:
            self.fields["holder"] = forms.ChoiceField(label=_("Kimin adına"), choices=self.holders)
        if names_asked or "names_meant" in self.data:
            self.ask_for_names()
        if "seen" in self.initial or "seen" in self.data:
            self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def ask_for_names(self) -> None:
        """Let the writer say that what looks like a name is that of an institution."""
        self.fields["names_meant"] = forms.BooleanField(
            label=_("Ad gibi görünen söz bir kurumun, yerin ya da yayının adı; kimseyi anlatmıyor"), required=False
        )

    def centre_id(self) -> UUID | None:
        """The centre it is written for; None for the network. Call when valid."""
        told = self.cleaned_data.get("holder") or self.holders[0][0]
        return None if told == NETWORK else UUID(told)

    @property
    def names_told(self) -> bool:
        return bool(self.cleaned_data.get("names_meant"))

    @property
    def revision_seen(self) -> int:
        """The revision that stood before her."""
        return int(self.cleaned_data.get("seen") or 0)

    def say(self, refusal: NotKept) -> None:
        """Put the sentence of a refusal where it belongs, and the box beside it where names are the matter."""
        if refusal.names and "names_meant" not in self.fields:
            self.ask_for_names()
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class _Tagged(_Shared):
    """A form with tags; `groups` draws them by service and by chapter, chosen ones kept open."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = tag_groups()
        choices = [(tag.code, tag.title) for group in self.groups for tag in group.tags]
        kept = [(code, code) for code in self.initial.get("tags", ()) if code not in dict(choices)]
        self.fields["tags"] = forms.MultipleChoiceField(label=_("Etiketler"), required=False, choices=[*choices, *kept])

    def chosen(self) -> set[str]:
        """Tags marked now."""
        return set(self["tags"].value() or ())

    def any_standard(self) -> bool:
        """Whether a criterion is marked, so that the fold with them stands open."""
        return any(is_criterion(code) for code in self.chosen())

    def drawn(self) -> Iterable[tuple[TagGroup, int]]:
        """Each group with how many of its tags are marked."""
        marked = self.chosen()
        return [(group, sum(tag.code in marked for tag in group.tags)) for group in self.groups]


class CardForm(_Tagged):
    """One experience card."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = board_words()
        for code, part in words.parts.items():
            short = code == "title"
            widget: forms.Widget = forms.TextInput(_QUIET) if short else forms.Textarea({"rows": 4, **_QUIET})
            self.fields[code] = forms.CharField(
                label=str(part.title), help_text=str(part.meaning), required=False, widget=widget,
                max_length=140 if short else LONGEST,
            )  # fmt: skip
        self.fields["evidence"] = forms.ChoiceField(
            label=_("Bunu nereden biliyorsunuz?"),
            choices=[(kind.code, str(kind.title)) for kind in words.evidence.values()],
            widget=forms.RadioSelect,
            required=False,
        )

    def told(self) -> CardWords:
        """What was typed. Call when valid."""
        given = self.cleaned_data
        parts = {code: given[code] for code in board_words().parts}
        return CardWords(**parts, evidence=given["evidence"], tags=tuple(given["tags"]))


class QuestionForm(_Tagged):
    """One question to the other centres."""

    title = forms.CharField(
        label=_("Soru, bir cümlede"),
        required=False,
        max_length=140,
        help_text=_("Örneğin: “Görüşme odası tek olan merkezler randevuyu nasıl veriyor?”"),
        widget=forms.TextInput(_QUIET),
    )
    text = forms.CharField(
        label=_("Biraz daha anlatın"),
        required=False,
        max_length=LONGEST,
        help_text=_("Merkezinizin durumu, şimdiye kadar denediğiniz. Bir kadını anlatmadan."),
        widget=forms.Textarea({"rows": 4, **_QUIET}),
    )


class AnswerForm(_Shared):
    """One answer."""

    text = forms.CharField(
        label=_("Yanıtınız"),
        required=False,
        max_length=LONGEST,
        help_text=_("Sizde nasıl yürüyor? Merkeziniz ve göreviniz görünür, adınız görünmez."),
        widget=forms.Textarea({"rows": 4, **_QUIET}),
    )
