"""The keeper of translations reads code and pages, keeps what is translated, and names every gap."""

import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def messages() -> object:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import messages

        return messages
    finally:
        sys.path.pop(0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A house of one app with code and a page."""
    app = tmp_path / "omuz/casework/contacts"
    pages = app / "templates/contacts"
    pages.mkdir(parents=True)
    (app / "apps.py").write_text("", encoding="utf-8")
    (app / "rules.py").write_text(
        "from django.utils.translation import gettext as _, ngettext, pgettext\n"
        'A = _("Temas " "kaydedildi.")\n'
        'B = ngettext("%(n)s temas", "%(n)s temas var", 2)\n'
        'C = pgettext("ay", "Ocak")\n',
        encoding="utf-8",
    )
    (pages / "page.html").write_text(
        "{% load i18n %}{% translate 'Bugün' %}{# {% translate \"yok\" %} #}\n"
        '{% translate "Yüzde 5%" %}{{ x|default:_("Boş") }}{% empty _("Ara") url="#" %}\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} kişi\n{% plural %}\n  {{ n }} kişiler\n"
        "{% endblocktranslate %}{% comment %}{% translate 'hiç' %}{% endcomment %}\n",
        encoding="utf-8",
    )
    return tmp_path / "omuz"


def catalogue(source: Path) -> polib.POFile:
    return polib.pofile(str(source / "casework/contacts/locale/en/LC_MESSAGES/django.po"))


def test_every_sentence_of_code_and_pages_is_found_once(messages, source: Path) -> None:
    messages.run(source, set(), check=False)
    found = {(entry.msgctxt, entry.msgid) for entry in catalogue(source)}
    assert found == {
        (None, "Temas kaydedildi."),
        (None, "%(n)s temas"),
        ("ay", "Ocak"),
        (None, "Bugün"),
        (None, "Yüzde 5%%"),
        (None, "Boş"),
        (None, "Ara"),
        (None, "%(n)s kişi"),
    }


def test_a_translation_stays_when_the_source_moves_and_goes_when_nobody_uses_it(messages, source: Path) -> None:
    messages.run(source, set(), check=False)
    po = catalogue(source)
    po.find("Bugün").msgstr = "Today"
    po.find("Ara").msgstr = "Search"
    po.save()
    page = source / "casework/contacts/templates/contacts/page.html"
    page.write_text("\n\n{% load i18n %}{% translate 'Bugün' %}", encoding="utf-8")
    messages.run(source, set(), check=False)
    assert catalogue(source).find("Bugün").msgstr == "Today"
    assert catalogue(source).find("Ara") is None


def test_the_compiled_catalogue_says_what_the_written_one_says(messages, source: Path) -> None:
    messages.run(source, set(), check=False)
    po = catalogue(source)
    po.find("Bugün").msgstr = "Today"
    po.save()
    messages.run(source, set(), check=False)
    compiled = polib.mofile(str(source / "casework/contacts/locale/en/LC_MESSAGES/django.mo"))
    assert compiled.find("Bugün").msgstr == "Today"


def test_a_new_sentence_takes_its_english_from_another_app(messages, source: Path) -> None:
    messages.run(source, set(), check=False)
    po = catalogue(source)
    po.find("Bugün").msgstr = "Today"
    po.save()
    other = source / "network/returns"
    other.mkdir(parents=True)
    (other / "rules.py").write_text('X = _("Bugün")', encoding="utf-8")
    messages.run(source, {other}, check=False)
    written = polib.pofile(str(other / "locale/en/LC_MESSAGES/django.po"))
    assert written.find("Bugün").msgstr == "Today"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _po: None, "has no English"),
        (lambda po: po.find("Bugün").flags.append("fuzzy"), "is marked fuzzy"),
        (lambda po: setattr(po.find("%(n)s temas"), "msgstr_plural", {0: "one", 1: "%(n)s"}), ""),
        (lambda po: setattr(po.find("%(n)s temas"), "msgstr_plural", {0: "one", 1: "many"}), "takes ['n']"),
        (lambda po: po.remove(po.find("Bugün")), "is not in the catalogue yet"),
        (lambda po: po.append(polib.POEntry(msgid="Eski", msgstr="Old")), "nobody uses it"),
    ],
)
def test_checking_names_each_gap_and_changes_nothing(messages, source: Path, change, said: str) -> None:
    messages.run(source, set(), check=False)
    po = catalogue(source)
    change(po)
    po.save()
    before = {path: path.read_bytes() for path in source.rglob("*.?o")}
    assert said in "\n".join(messages.run(source, set(), check=True))
    assert {path: path.read_bytes() for path in source.rglob("*.?o")} == before


def test_two_apps_may_not_say_the_same_sentence_differently(messages, source: Path) -> None:
    messages.run(source, set(), check=False)
    po = catalogue(source)
    po.find("Bugün").msgstr = "Today"
    po.save()
    other = source / "network/returns"
    other.mkdir(parents=True)
    (other / "rules.py").write_text('X = _("Bugün")', encoding="utf-8")
    messages.run(source, {other}, check=False)
    written = polib.pofile(str(other / "locale/en/LC_MESSAGES/django.po"))
    written.find("Bugün").msgstr = "This day"
    written.save()
    assert "«Bugün»" in "\n".join(messages.run(source, set(), check=True))


def test_a_sentence_that_can_never_match_is_refused(messages, source: Path) -> None:
    (source / "casework/contacts/rules.py").write_text('X = _(f"{n} temas")', encoding="utf-8")
    with pytest.raises(messages.Unreadable, match=r"rules\.py:1"):
        messages.run(source, set(), check=False)


def test_an_unclosed_block_is_named_with_its_line(messages, source: Path) -> None:
    page = source / "casework/contacts/templates/contacts/page.html"
    page.write_text("{% load i18n %}\n{% blocktranslate %}Bugün", encoding="utf-8")
    with pytest.raises(messages.Unreadable, match=r"page\.html:2"):
        messages.run(source, set(), check=False)


def test_the_frame_is_wholly_in_english_too(messages, capsys: pytest.CaptureFixture[str]) -> None:
    shell = ROOT / "src/omuz/site/shell"
    assert [line for line in messages.run(messages.SOURCE, {shell}, check=True) if line.startswith("shell:")] == []
    assert "site/shell" in capsys.readouterr().out
