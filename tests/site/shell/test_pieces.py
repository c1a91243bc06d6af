"""The pieces pages are made of."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from omuz.foundation.privacy.cells import Cell, Reason


def drawn(source: str, **context: Any) -> str:
    return Template("{% load shell i18n %}" + source).render(Context(context))


class TallyForm(forms.Form):
    channel = forms.ChoiceField(
        label="Kanal",
        widget=forms.RadioSelect,
        choices=[("phone", "telefon"), ("message", "mesaj"), ("unknown", "bilinmiyor")],
    )
    code_word = forms.CharField(label="Kod kelime", help_text="Kısa bir kelime")
    agreed = forms.BooleanField(label="Onay verdi", required=False)


def test_special_answers_stand_apart_from_the_others() -> None:
    page = drawn("{% field form.channel %}", form=TallyForm())
    ordinary, special = page.split('<div class="chips-special">')
    assert "telefon" in ordinary
    assert "bilinmiyor" in special
    assert "bilinmiyor" not in ordinary


def test_a_field_is_tied_to_its_label_hint_and_error() -> None:
    page = drawn("{% field form.code_word %}", form=TallyForm({}))
    assert 'for="id_code_word"' in page
    assert 'aria-describedby="id_code_word_hint id_code_word_wrong"' in page
    assert 'id="id_code_word_hint"' in page
    assert 'id="id_code_word_wrong"' in page
    assert 'aria-invalid="true"' in page


def test_a_single_yes_is_a_chip_with_its_own_label() -> None:
    page = drawn("{% field form.agreed %}", form=TallyForm())
    assert '<label class="chip"><input type="checkbox"' in page
    assert "field-label" not in page


def test_the_summary_of_errors_leads_to_each_field() -> None:
    page = drawn("{% errors form %}", form=TallyForm({}))
    assert 'href="#id_channel_0"' in page
    assert 'href="#id_code_word"' in page
    assert "Kod kelime:" in page


def test_a_form_without_errors_has_no_summary() -> None:
    form = TallyForm({"channel": "phone", "code_word": "elma"})
    assert drawn("{% errors form %}", form=form).strip() == ""


def test_what_is_typed_cannot_become_markup() -> None:
    bad = "<script>x</script>"
    page = drawn(
        '{% action bad bad %}{% badge bad %}{% empty bad %}{% icon "lock" bad %}'
        "{% notice title=bad %}{{ bad }}{% endnotice %}{% fold bad %}{% endfold %}{% card bad %}{% endcard %}"
        "{% ledger columns rows %}{% stat bad bad %}",
        bad=bad,
        columns=[{"label": bad}, {"label": "n", "kind": "number"}],
        rows=[[bad, bad]],
    )
    assert "<script" not in page


def test_a_ledger_writes_figures_as_turkish_does_and_puts_them_on_their_side() -> None:
    columns = [{"label": "Ay"}, {"label": "Temas", "kind": "number"}, {"label": "Pay", "kind": "share", "decimals": 1}]
    page = drawn("{% ledger columns rows foot=foot %}", columns=columns, rows=[["Ocak", 1234, 0.125]], foot=["", 1, 1])
    assert '<td class="figures"><bdi>1.234</bdi></td>' in page
    assert "%12,5" in page
    assert '<th scope="row"><bdi>Ocak</bdi></th>' in page


def test_a_hidden_cell_says_that_it_is_and_why() -> None:
    columns = [{"label": "Kanal"}, {"label": "Temas", "kind": "number"}]
    rows = [
        ["telefon", Cell(("phone",), 40)],
        ["mesaj", Cell(("message",), None, Reason.SMALL, 1, 4)],
        ["mektup", Cell(("letter",), None, Reason.COMPLEMENTARY, 5, 9)],
        ["diğer", Cell(("other",), None, Reason.PARTIAL, 12, 20)],
    ]
    page = drawn("{% ledger columns rows threshold=5 %}", columns=columns, rows=rows)
    assert "&lt;5, gizlendi" in page
    assert "12–20" in page
    assert "5–9" not in page
    assert page.count("<li><sup>") == 3
    assert "<bdi>40</bdi>" in page


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_of_the_gate_has_its_own_sentence(reason: Reason) -> None:
    page = drawn(
        "{% ledger columns rows %}",
        columns=[{"label": "a"}, {"label": "b", "kind": "number"}],
        rows=[["x", Cell(("x",), None, reason, 0, None)]],
    )
    assert "Gizlilik kuralı gereği" not in page
    assert page.count("<li><sup>") == 1


def test_a_row_of_the_wrong_length_is_a_mistake_of_the_page() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn("{% ledger columns rows %}", columns=[{"label": "a"}], rows=[["x", 1]])


def test_a_figure_offers_its_table_how_it_was_counted_and_its_files_without_scripts() -> None:
    about = {
        "title": "Temasların %69’u telefonla",
        "base": "2.481 temas",
        "period": "2026, 3. dönem",
        "columns": [{"label": "Kanal"}, {"label": "Temas", "kind": "number"}],
        "rows": [["telefon", 1712]],
        "how": [("Payda", "bilinenler")],
        "downloads": [("CSV", "/x.csv")],
    }
    page = drawn("{% figure about %}", about=about)
    assert page.count("<details") == 2
    assert "Temasların %69’u telefonla" in page
    assert 'href="/x.csv" download' in page
    assert "1.712" in page


def test_a_breadcrumb_has_at_most_three_steps() -> None:
    assert 'href="/a/"' in drawn('{% crumbs "Bir" "/a/" "İki" %}')
    with pytest.raises(ValueError, match="three"):
        drawn('{% crumbs "1" "/" "2" "/" "3" "/" "4" %}')


def test_days_and_times_are_local_and_day_first() -> None:
    late = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    assert drawn("{{ t|moment }} {{ t|day }} {{ t|clock }}", t=late) == "23.11.2026 00:30 23.11.2026 00:30"
    assert drawn("{{ t|moment }}{{ t|day }}{{ t|clock }}", t=None) == "–––"


def test_numbers_follow_the_language_of_the_page() -> None:
    assert drawn("{{ n|number:1 }} {{ s|share }}", n=1234.5, s=0.69) == "1.234,5 %69"
    with translation.override("en"):
        assert drawn("{{ n|number:1 }} {{ s|share }}", n=1234.5, s=0.69) == "1,234.5 69%"


@dataclass
class District:
    name: str


def test_names_are_put_into_turkish_order() -> None:
    districts = [District("Urla"), District("Çiğli"), District("Ödemiş"), District("Bornova")]
    page = drawn('{% for d in ds|tr_sort:"name" %}{{ d.name }} {% endfor %}', ds=districts)
    assert page.split() == ["Bornova", "Çiğli", "Ödemiş", "Urla"]
    assert drawn('{{ words|tr_sort|join:"" }}', words=["ı", "i", "h"]) == "hıi"
