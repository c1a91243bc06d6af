"""A file a centre already has is looked at before it is taken in, and no row of it is lost without a word."""

from typing import Any

SHEET = """Tarih;Kanal;Kimin için;Not
16.11.2026;telefonla;kendisi için;Randevu istedi.
17.11.2026;duman işareti;komşu;
18.11.2026;şahsen;;
""".encode("windows-1254")


def _numbers(page: Any) -> list[str]:
    return [str(each).strip() for each in page.locator(".stat-value").all_inner_texts()]


def _given(page: Any) -> None:
    page.goto("/temaslar/")
    page.get_by_role("link", name="İçe aktar").click()
    page.get_by_label("Basit çetele").check()
    page.locator("input[type=file]").set_input_files({"name": "çetele.csv", "mimeType": "text/csv", "buffer": SHEET})
    page.get_by_role("button", name="Oku ve göster").click()
    page.get_by_role("heading", name="Ne olacak?").wait_for()


def test_nermin_sees_what_a_file_would_bring_and_the_second_time_it_brings_nothing(open_as, violations) -> None:
    page = open_as("nermin")
    _given(page)
    assert _numbers(page) == ["3", "2", "0", "1"]
    assert page.get_by_role("cell", name="duman işareti").is_visible()
    assert page.get_by_text("Randevu istedi.").count() == 0, "a preview shows that there is a note, not the note"
    assert violations(page) == []
    page.get_by_role("button", name="Ekle").click()
    page.get_by_role("heading", name="İçe aktarıldı").wait_for()
    assert violations(page) == []
    _given(page)
    assert _numbers(page) == ["3", "0", "2", "1"]
    assert page.get_by_role("button", name="Ekle").count() == 0
