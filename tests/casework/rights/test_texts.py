"""The texts she reads: whole, short, in plain words, and never a word against her."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from omuz.casework.rights.documents.paper import Paper, pages_of, set_paper
from omuz.casework.rights.queries.texts import clock_of, notice_on, notices, told_clocks
from omuz.casework.rights.rules.clocks import What
from omuz.casework.rights.rules.notice import BLANKS, filled
from omuz.foundation.people.models import Organisation

TODAY = date(2026, 11, 22)
SOURCE = Path(__file__).resolve().parents[3] / "src" / "omuz" / "casework"
LONGEST = {
    "controller": "Karşıyaka ve Çevresi Kadın Dayanışması ve Eşitlik Derneği",
    "centre": "Karşıyaka Zübeyde Hanım Kadın Danışma ve Dayanışma Merkezi",
    "address": "Bahriye Üçok Mahallesi, Girne Bulvarı, 1842. Sokak No: 118 Daire: 4, 35600 Karşıyaka / İzmir",
    "contact": "Bahriye Üçok Mahallesi, Girne Bulvarı, 1842. Sokak No: 118 Daire: 4, 35600 Karşıyaka / İzmir",
}
WORDS_A_MINUTE = {"tr": 110, "en": 165}
"""Read calmly to somebody who is listening."""
AGAINST_HER = (
    "iddia", "ileri sürdü", "sözde", "güya", "abart", "yalan söyl", "histerik", "takıntılı", "kışkırt", "tahrik",
    "(?:onun|kendi) suçu", "uyumsuz", "direnç", "inkâr", "güvenilir değil", "tutarsız", "alleged", "claims",
    "hysteric", "provok", "unreliable",
)  # fmt: skip


@pytest.mark.parametrize("kind", [kind.value for kind in Organisation.Kind])
def test_the_notice_says_everything_the_law_asks(kind) -> None:
    notice = notice_on(TODAY)
    assert notice is not None
    keys = [part.key.split("_")[0] for part in notice.parts if not part.only or kind in part.only]
    assert sorted(keys) == sorted(["who", "what", "why", "how", "ground", "whom", "how", "rights", "use"])


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", [kind.value for kind in Organisation.Kind])
def test_the_sheet_is_one_page_of_a4_in_large_letters(kind, language) -> None:
    notice = notice_on(TODAY)
    assert notice is not None
    parts = [
        (part.title.say(language), filled(part.text.say(language), LONGEST))
        for part in notice.parts
        if not part.only or kind in part.only
    ]
    with override(language):
        title, lead = notice.title.say(language), notice.lead.say(language)
        made = set_paper(Paper(title, lead, prose=parts, foot="22.11.2026", one_page=True))
        too_long = set_paper(Paper(title, lead, prose=parts * 2, large=True))
    assert (pages_of(made), pages_of(too_long)) == (1, 2)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_spoken_version_takes_a_minute(language) -> None:
    notice = notice_on(TODAY)
    assert notice is not None
    words = filled(notice.spoken.say(language), LONGEST).split()
    assert 60 <= len(words) <= WORDS_A_MINUTE[language]


def test_no_blank_is_left_and_none_is_misspelt() -> None:
    for notice in notices().values():
        for text in (*(part.text for part in notice.parts), notice.spoken, notice.lead):
            for language in ("tr", "en"):
                told = text.say(language)
                assert set(re.findall(r"\{(\w*)\}", told)) <= set(BLANKS)
                assert "{" not in filled(told, LONGEST)


def test_the_notice_tells_the_periods_that_hold() -> None:
    notice = notice_on(TODAY)
    assert notice is not None
    told = next(part.text.tr for part in notice.parts if part.key == "how_long")
    assert f"{clock_of(What.CONTACT, TODAY).days} gün" in told
    assert f"{clock_of(What.IDENTITY, TODAY).months} ay" in told
    assert f"{clock_of(What.FILE, TODAY).months // 12} yıl" in told
    use = next(part.text.tr for part in notice.parts if part.key == "use")
    assert f"{clock_of(What.ANSWER, TODAY).days} gün" in use


def test_the_notice_asks_for_no_signature_and_no_consent() -> None:
    notice = notice_on(TODAY)
    assert notice is not None
    assert "İmza istemez" in notice.lead.tr
    assert not any("imzal" in part.text.tr.lower() for part in notice.parts)


def test_the_clocks_are_those_of_the_law_and_of_the_network() -> None:
    assert [each.clock.what for each in told_clocks(TODAY)] == list(What)
    assert (clock_of(What.CONTACT, TODAY).days, clock_of(What.IDENTITY, TODAY).months) == (90, 12)
    assert (clock_of(What.FILE, TODAY).months, clock_of(What.ROUND, TODAY).months) == (60, 6)
    assert (clock_of(What.MINUTES, TODAY).months, clock_of(What.ANSWER, TODAY).days) == (36, 30)


def _standing_texts() -> list[tuple[str, str]]:
    """Every sentence the sealed centre can put on a screen or a paper: pages, catalogues of messages, notices."""
    found = [(path.name, path.read_text("utf-8")) for path in SOURCE.glob("*/templates/**/*.html")]
    found += [(str(path.parent), path.read_text("utf-8")) for path in SOURCE.glob("*/locale/**/django.po")]
    found += [(path.name, path.read_text("utf-8")) for path in SOURCE.glob("*/forms/**/*.py")]
    found += [(path.name, path.read_text("utf-8")) for path in SOURCE.glob("*/queries/panel.py")]
    root = SOURCE.parents[2] / "catalogues" / "texts"
    return found + [(path.name, path.read_text("utf-8")) for path in root.rglob("*.toml")]


def _unquoted(text: str) -> str:
    """Small letters without what stands between quotation marks: a warning names the word it warns of."""
    return re.sub(r"“[^”]*”", "", text.lower().replace("i̇", "i"))


def test_no_standing_text_speaks_against_her() -> None:
    texts = _standing_texts()
    assert len(texts) > 20
    hits = [
        (name, word) for name, text in texts for word in AGAINST_HER if re.search(rf"(?<!\w){word}", _unquoted(text))
    ]
    assert sorted(set(hits)) == []
