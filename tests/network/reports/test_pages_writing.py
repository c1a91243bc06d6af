"""One section on its page: the text, what two people do to it, what is said about it, who stands for it."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from omuz.network.reports.actions import editions
from omuz.network.reports.models import Comment, SectionText, SignOff
from tests.network.reports.desks import PLACES

if TYPE_CHECKING:
    from tests.network.reports.desks import Desk

BACKGROUND = {"X-Omuz-Background": "1"}
QUOTED = "Temasların {{returns.violence_types:economic}} kadarı ekonomik."


def _at(edition: Any, name: str, *more: Any, section: str = PLACES) -> str:
    return reverse(f"reports:{name}", args=[edition.pk, section, *more])


def _page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return str(answer.content.decode())


def test_a_section_shows_its_figures_its_prompt_and_what_may_be_quoted(desk: "Desk") -> None:
    edition = desk.begin()
    page = _page(desk.cast.elif_.client(), _at(edition, "section"))
    assert "Ne gördünüz?" in page
    assert "Şekil 1" in page
    assert 'data-quote="{{profiles.building:own}}"' in page
    assert "8/20" in page
    assert "Kendi binası" in page
    assert f'href="{_at(edition, "section", section="s_voices")}?dil=tr"' in page


def test_a_text_that_quotes_a_figure_is_kept_and_reads_with_the_figure_in_the_report(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    told = {"language": "tr", "based_on": "0", "words": QUOTED, "next": "s_voices"}
    answer = client.post(_at(edition, "write"), told)
    assert answer["Location"] == f"{_at(edition, 'section', section='s_voices')}?dil=tr"
    assert SectionText.objects.get().words == QUOTED
    page = _page(client, reverse("reports:read-section", args=[edition.pk, PLACES]))
    assert "Temasların 35" in page
    assert "{{" not in page


def test_an_unknown_figure_is_refused_beside_the_text_and_the_text_stays(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    words = "Binaların {{profiles.buildin:own}} kadarı."
    answer = client.post(_at(edition, "write"), {"language": "tr", "based_on": "0", "words": words})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "profiles.building:own" in page
    assert words in page
    assert not SectionText.objects.exists()


def test_who_comes_second_sees_both_texts_and_nothing_is_overwritten(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    desk.write(desk.sema, edition, "Sema’nın cümlesi.")
    answer = client.post(_at(edition, "write"), {"language": "tr", "based_on": "0", "words": "Elif’in cümlesi."})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Sema’nın cümlesi." in page
    assert "Elif’in cümlesi." in page
    assert 'name="based_on" value="1"' in page
    client.post(_at(edition, "write"), {"language": "tr", "based_on": "1", "words": "İkisi birden."})
    assert [row.words for row in SectionText.objects.order_by("version")] == ["Sema’nın cümlesi.", "İkisi birden."]


def test_the_autosave_keeps_refuses_and_tells_of_another_writer(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()

    def kept(words: str, based_on: str) -> tuple[int, Any]:
        told = {"language": "tr", "based_on": based_on, "words": words, "changed": "words"}
        answer = client.post(_at(edition, "keep"), told, headers=BACKGROUND)
        return answer.status_code, answer.json()

    status, told = kept("Bir.", "0")
    assert (status, told["based_on"]) == (HTTPStatus.OK, 1)
    status, told = kept("Numara 10000000146.", "1")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "kimlik numarası" in told["errors"]["words"]
    desk.write(desk.sema, edition, "İki.", based_on=1)
    status, told = kept("Üç.", "1")
    assert (status, told["based_on"]) == (HTTPStatus.CONFLICT, 2)
    assert told["changes"] == [{"name": "words", "label": "Yazı", "theirs": "İki."}]


def test_a_sentence_whose_figure_changed_is_shown_with_both_and_settled_with_one_press(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    desk.write(desk.cast.elif_, edition, QUOTED)
    desk.year.contacts = [40, 90, 60]
    desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    page = _page(client, _at(edition, "section"))
    assert "Sayısı değişen cümleler" in page
    assert "<del>35/120</del>" in page
    assert "<strong>60/120</strong>" in page
    client.post(_at(edition, "write"), {"language": "tr", "based_on": "1", "words": QUOTED})
    assert "Sayısı değişen cümleler" not in _page(client, _at(edition, "section"))


def test_versions_say_who_wrote_what_and_an_older_one_comes_back(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    desk.write(desk.sema, edition, "Eski söz.")
    desk.write(desk.cast.elif_, edition, "Yeni söz.", based_on=1)
    page = _page(client, _at(edition, "versions"))
    assert page.index("Yeni söz.") < page.index("Eski söz.")
    assert "Sema Er" in page
    client.post(_at(edition, "restore", 1), {"language": "tr", "based_on": "2"})
    newest = SectionText.objects.latest("version")
    assert (newest.version, newest.words, newest.restored) == (3, "Eski söz.", 1)


def test_saves_of_one_sitting_are_one_line(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    for at, words in enumerate(("Bir.", "Bir iki.", "Bir iki üç.")):
        desk.write(desk.cast.elif_, edition, words, based_on=at)
    page = _page(client, _at(edition, "versions"))
    assert page.count('class="timeline-mark"') == 1
    assert "aynı oturumda 2 kayıt daha" in page


def test_a_centre_speaks_about_a_section_and_the_network_answers_and_closes(desk: "Desk") -> None:
    edition = desk.begin()
    nermin, elif_ = desk.cast.nermin.client(), desk.cast.elif_.client()
    page = _page(nermin, _at(edition, "section"))
    assert "data-autosave-url" not in page
    assert "Bölümü onayla" not in page
    nermin.post(_at(edition, "say"), {"words": "Bizde kalem açıldı."})
    comment = Comment.objects.get()
    elif_.post(_at(edition, "say"), {"words": "Yazıya ekledim.", "answers": str(comment.pk)})
    page = _page(elif_, _at(edition, "section"))
    assert page.index("Bizde kalem açıldı.") < page.index("Yazıya ekledim.")
    elif_.post(_at(edition, "settle"), {"comment": str(comment.pk)})
    comment.refresh_from_db()
    assert comment.settled_at is not None
    stranger = nermin.post(_at(edition, "settle", section="s_voices"), {"comment": str(comment.pk)})
    assert stranger.status_code == HTTPStatus.NOT_FOUND


def test_writing_and_signing_are_closed_to_those_who_only_comment(desk: "Desk") -> None:
    edition, nermin, sema = desk.begin(), desk.cast.nermin.client(), desk.sema.client()
    words = {"language": "tr", "based_on": "0", "words": "Söz."}
    assert nermin.post(_at(edition, "write"), words).status_code == HTTPStatus.FORBIDDEN
    assert nermin.post(_at(edition, "keep"), words, headers=BACKGROUND).status_code == HTTPStatus.FORBIDDEN
    assert sema.post(_at(edition, "write"), words).status_code == HTTPStatus.FOUND
    assert sema.post(_at(edition, "sign"), {}).status_code == HTTPStatus.FORBIDDEN
    assert not SignOff.objects.exists()


def test_a_section_is_signed_and_the_signature_taken_back_with_a_reason(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    desk.write(desk.cast.elif_, edition, "Söz.")
    client.post(_at(edition, "sign"), {})
    assert "Elif Şahin bu bölümün arkasında" in _page(client, _at(edition, "section"))
    client.post(_at(edition, "sign"), {"what": "unsign", "why": ""})
    assert SignOff.objects.get().withdrawn_at is None
    client.post(_at(edition, "sign"), {"what": "unsign", "why": "Bir tablo daha gelecek."})
    assert SignOff.objects.get().withdrawn_at is not None
    assert "Bir tablo daha gelecek." in _page(client, _at(edition, "section"))


def test_an_unknown_section_or_comment_is_not_found(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    assert client.get(_at(edition, "section", section="yok")).status_code == HTTPStatus.NOT_FOUND
    for name in ("write", "keep", "say", "sign"):
        answer = client.post(_at(edition, name, section="yok"), {"words": "x"})
        assert answer.status_code == HTTPStatus.NOT_FOUND, name
    answer = client.post(_at(edition, "say"), {"words": "x", "answers": "yok"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    client.post(_at(edition, "write"), {"words": "Söz.", "based_on": "çok", "next": "../../"})
    assert SectionText.objects.count() == 1
