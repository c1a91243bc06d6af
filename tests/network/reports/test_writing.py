"""Texts, notes and signatures: who wrote what and when, nothing overwritten in silence, nothing lost."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError
from django.http import Http404

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.reports.actions import editions, writing
from omuz.network.reports.actions.refusals import NotNow, OthersWrote
from omuz.network.reports.models import SectionText, SignOff
from omuz.network.reports.queries import desk as desks
from omuz.network.reports.queries import texts

if TYPE_CHECKING:
    from tests.network.reports.desks import Desk

PLACES = "s_places"
QUOTED = "Kendi binası olan {{profiles.building:own}}."


def _line(desk: "Desk", edition: Any, language: Any = "tr") -> Any:
    lines = desk.read(desks.section_lines, desk.cast.elif_.person, edition, language)
    return next(line for line in lines if line.progress.section.key == PLACES)


def _prose(desk: "Desk", edition: Any, language: Any = "tr") -> str:
    document = desk.read(desks.document, desk.cast.elif_.person, edition, language)
    blocks = [block for block in document.blocks() if block.key == f"{PLACES}.written"]
    return " ".join(span.words for block in blocks for paragraph in block.paragraphs for span in paragraph)


def test_who_comes_second_sees_what_the_first_one_wrote_and_nothing_is_overwritten(desk: "Desk") -> None:
    edition = desk.begin()
    first = desk.write(desk.sema, edition, "Sema yazdı.")
    with pytest.raises(OthersWrote) as refusal:
        desk.write(desk.cast.elif_, edition, "Elif yazdı.", based_on=0)
    assert "Sema Er" in str(refusal.value)
    assert (refusal.value.theirs.pk, refusal.value.mine) == (first.pk, "Elif yazdı.")
    assert _prose(desk, edition) == "Sema yazdı."
    desk.write(desk.cast.elif_, edition, "Sema yazdı. Elif de.", based_on=1)
    assert _prose(desk, edition) == "Sema yazdı. Elif de."


def test_every_version_is_kept_under_its_writer_and_can_be_brought_back(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.sema, edition, "Birinci.")
    desk.write(desk.cast.elif_, edition, "İkinci.", based_on=1)
    told = {"edition": edition, "section": PLACES, "language": "tr", "version": 1}
    desk.act(desk.cast.elif_, writing.restore, **told, based_on=2)
    kept = desk.read(texts.versions, desk.cast.elif_.person, edition, PLACES, "tr")
    assert [(each.row.version, each.writer, each.row.words) for each in kept] == [
        (3, "Elif Şahin", "Birinci."), (2, "Elif Şahin", "İkinci."), (1, "Sema Er", "Birinci."),
    ]  # fmt: skip
    assert kept[0].row.restored == 1
    with pytest.raises(NotNow, match="Bu sürüm yok"):
        desk.act(desk.cast.elif_, writing.restore, **{**told, "version": 9}, based_on=3)


def test_a_kept_version_is_not_changed_not_even_by_the_program(desk: "Desk") -> None:
    row = desk.write(desk.sema, desk.begin(), "Birinci.")
    row.words = "Başka."
    with pytest.raises(DatabaseError), acting(desk.sema.person):
        _save(desk, row)


def _save(desk: "Desk", row: SectionText) -> None:
    with recorded(by=desk.sema.person, event="report.written"):
        row.save()


def test_the_same_words_again_are_no_new_version(desk: "Desk") -> None:
    edition = desk.begin()
    first = desk.write(desk.sema, edition, QUOTED)
    assert desk.write(desk.sema, edition, f" {QUOTED}\n", based_on=1).pk == first.pk


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Sayı {{profiles.bilding:own}}.", "demek istediniz"),
        ("a" * 20_001, "çok uzun"),
        ("Onu 0532 123 45 67 numaradan arayın.", "telefon"),
    ],
)
def test_a_text_that_cannot_stand_is_refused_with_a_sentence_and_nothing_is_kept(
    desk: "Desk", words: str, sentence: str
) -> None:
    edition = desk.begin()
    with pytest.raises(NotNow, match=sentence):
        desk.write(desk.sema, edition, words)
    assert desk.read(SectionText.objects.count) == 0


def test_a_section_or_language_the_report_does_not_have_is_refused(desk: "Desk") -> None:
    edition = desk.begin()
    for section, language in (("s_nowhere", "tr"), (PLACES, "de")):
        with pytest.raises(NotNow):
            desk.write(desk.sema, edition, "Yazı.", section=section, language=language)


def test_a_changed_figure_marks_its_sentence_and_holds_the_section_back(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.sema, edition, f"Bu cümlede sayı yok. {QUOTED}")
    desk.write(desk.sema, edition, "Economic: {{returns.violence_types:economic}}.", language="en")
    desk.sign(edition)
    desk.year.contacts = [40, 90, 60]
    again = desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    assert _line(desk, again).progress.stale == ()
    (stale,) = _line(desk, again, "en").progress.stale
    assert (stale.sentence, stale.before, stale.now) == (
        "Economic: {{returns.violence_types:economic}}.", "35/120", "60/120",
    )  # fmt: skip
    desk.act(desk.cast.elif_, writing.unsign, edition=again, section=PLACES, why="Sayı değişti.")
    with pytest.raises(NotNow, match="sayısı değişmiş"):
        desk.sign(again, PLACES)
    # Looking at the sentence and saving it as it is says that it still holds.
    desk.write(desk.sema, again, "Economic: {{returns.violence_types:economic}}.", based_on=1, language="en")
    assert _line(desk, again, "en").progress.stale == ()


def test_a_figure_that_is_gone_keeps_its_sentence_readable_and_unready(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.sema, edition, "Ekonomik: {{ returns.violence_types:economic }}.")
    desk.year.wrong = "profiles.nothing"
    again = desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    assert _prose(desk, again) == "Ekonomik: [35/120?]."
    (stale,) = _line(desk, again).progress.stale
    assert (stale.before, stale.now) == ("35/120", "")


def test_a_signature_falls_with_a_reason_when_somebody_writes(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.sema, edition, "Birinci.")
    desk.sign(edition, PLACES)
    with pytest.raises(NotNow, match="zaten onaylı"):
        desk.sign(edition, PLACES)
    desk.write(desk.sema, edition, "İkinci.", based_on=1)
    line = _line(desk, edition)
    assert (line.signoff, line.fallen.why) == (None, "bölümün yazısı değişti")
    assert line.fallen.withdrawn_by == desk.sema.staff.pk


def test_notes_are_answered_settled_and_opened_again_by_an_answer(desk: "Desk") -> None:
    edition = desk.begin()
    note = _say(desk, desk.cast.nermin, edition, "Bu sayı bizim merkez için yanlış.")
    answer = _say(desk, desk.sema, edition, "Baktım, doğru.", answers=note)
    deeper = _say(desk, desk.cast.nermin, edition, "Anladım.", answers=answer)
    assert deeper.answers_id == note.pk
    assert _line(desk, edition).open_comments == 1
    desk.act(desk.cast.nermin, writing.settle, comment=note)
    assert _line(desk, edition).open_comments == 0
    _say(desk, desk.sema, edition, "Bir şey daha.", answers=note)
    (said,) = desk.read(texts.comments, desk.cast.elif_.person, edition, PLACES)
    assert [each.writer for each in said.answers] == ["Sema Er", "Nermin Aksoy", "Sema Er"]
    assert said.row.settled_at is None


def _say(desk: "Desk", who: Any, edition: Any, words: str, **more: Any) -> Any:
    return desk.act(who, writing.comment, edition=edition, section=PLACES, words=words, **more)


def test_a_coordinator_settles_her_own_note_and_no_other(desk: "Desk") -> None:
    edition = desk.begin()
    note = _say(desk, desk.sema, edition, "Bakılacak.")
    with pytest.raises(Refused):
        desk.act(desk.cast.nermin, writing.settle, comment=note)


def test_a_note_that_tells_of_somebody_is_refused(desk: "Desk") -> None:
    edition = desk.begin()
    with pytest.raises(NotNow, match="kimlik numarası"):
        _say(desk, desk.cast.nermin, edition, "10000000146 numaralı kadın.")


def test_who_may_write_say_and_sign(desk: "Desk") -> None:
    edition = desk.begin()
    cast = desk.cast
    for who in (cast.nermin, cast.ayse, cast.derya, cast.can):
        with pytest.raises(Refused):
            desk.write(who, edition, "Yazı.")
    for who in (cast.ayse, cast.zeynep, cast.derya, cast.can):
        with pytest.raises(Refused):
            _say(desk, who, edition, "Not.")
    for who in (desk.sema, cast.nermin, cast.ayse, cast.derya, cast.can):
        with pytest.raises(Refused):
            desk.act(who, writing.sign, edition=edition, section=PLACES)
    assert desk.read(SignOff.objects.count) == 0


def test_nothing_is_written_or_said_in_a_published_edition_and_readers_see_no_notes(desk: "Desk") -> None:
    edition = desk.published()
    with pytest.raises(NotNow):
        _say(desk, desk.cast.nermin, edition, "Geç kaldım.")
    with acting(desk.cast.ayse.person), pytest.raises(Http404):
        texts.comments(desk.cast.ayse.person, edition)
    with acting(desk.cast.ayse.person), pytest.raises(Http404):
        texts.versions(desk.cast.ayse.person, edition, PLACES, "tr")
