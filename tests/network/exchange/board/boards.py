"""What the tests of the board share: ways to write a card, to ask and to answer, and a page as somebody reads it."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import acting

if TYPE_CHECKING:
    from tests.cast import Cast, Member


class Board:
    """The cast and what they do on the board."""

    def __init__(self, cast: "Cast") -> None:
        self.cast = cast

    def everybody(self) -> "dict[str, Member]":
        return {name: getattr(self.cast, name) for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can")}

    def home(self, who: "Member") -> Any:
        """Her centre; None for the network coordinator."""
        return next((post.centre_id for post in who.person.posts if post.centre_id), None)

    def card(self, who: "Member | None" = None, **other: Any) -> Any:
        from omuz.network.exchange.actions import board
        from omuz.network.exchange.rules.board import CardWords

        writer = who or self.cast.ayse
        told = {
            "title": "Bekleme odasına ikinci kapı açtık",
            "tried": "Koridora açılan ikinci bir kapı yaptırdık.",
            "happened": "Bekleyenler birbirini görmeden çıkabiliyor.",
            "helps": "Girişi ortak olan merkezlere.",
            "evidence": "observed",
            "tags": ("A1", "social_work"),
            **other,
        }
        with acting(writer.person):
            return board.write_card(by=writer.person, centre_id=self.home(writer), told=CardWords(**told))

    def question(self, who: "Member | None" = None, **other: Any) -> Any:
        from omuz.network.exchange.actions import questions

        writer = who or self.cast.ayse
        told = {"title": "Tek görüşme odasıyla randevuyu nasıl veriyorsunuz?", "text": "", "tags": ("legal",), **other}
        with acting(writer.person):
            return questions.ask(by=writer.person, centre_id=self.home(writer), **told)

    def answer(self, question: Any, who: "Member | None" = None, text: str = "Yarım saat arayla veriyoruz.") -> Any:
        from omuz.network.exchange.actions import questions

        writer = who or self.cast.zeynep
        with acting(writer.person):
            return questions.answer(by=writer.person, question=question, centre_id=self.home(writer), text=text)

    def get(self, who: "Member", name: str, *args: Any, **asked: str) -> Any:
        return who.client().get(reverse(f"exchange:{name}", args=args), asked)

    def post(self, who: "Member", name: str, *args: Any, **sent: Any) -> Any:
        return who.client().post(reverse(f"exchange:{name}", args=args), sent)

    def read(self, who: "Member", name: str, *args: Any, **asked: str) -> str:
        """The words on a page, blanks made one."""
        from lxml import html

        answer = self.get(who, name, *args, **asked)
        assert answer.status_code == 200, answer.status_code
        page: Any = html.document_fromstring(answer.content.decode())
        return " ".join(page.get_element_by_id("page").text_content().split())

    def secret(self, centre: Any) -> None:
        """The place of a centre becomes confidential."""
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.audit.chain import recorded
        from omuz.network.directory.models import PublicPart

        with acting(self.cast.elif_.person), recorded(by=SYSTEM, event="centre_page.changed"):
            told = {"confidential": True, "changed_at": timezone.now(), "changed_by": self.cast.elif_.staff.pk}
            PublicPart.objects.update_or_create(centre_id=centre.id, defaults=told)
