"""What holds without a database: hours, telephones, verification, words that tell where a place is."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.network.directory.rules.hours import read_hours, said_hours
from omuz.network.directory.rules.hsds import TABLES, read, written
from omuz.network.directory.rules.places import fits, gives_away, private_phone, tells_where
from omuz.network.directory.rules.tables import entries_in
from omuz.network.directory.rules.verification import Standing, standing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pzt–Cum 09:00–17:00", ["MO,TU,WE,TH,FR"]),
        ("Hafta içi 8.30-17.30; Cmt 10:00–13:00", ["MO,TU,WE,TH,FR", "SA"]),
        ("Salı, Perşembe 10:00-12:00", ["TU,TH"]),
        ("Öğleden sonra arayın", []),
        ("Pzt 17:00–09:00", []),
        ("Pzt 09:00–12:00 randevuyla", []),
    ],
)
def test_hours_are_read_whole_or_not_at_all(text: str, days: list[str]) -> None:
    assert [each.byday for each in read_hours(text)] == days


def test_a_schedule_of_another_system_is_said_in_our_words() -> None:
    assert said_hours("MO,TU,WE,TH,FR", "09:00:00", "17:00:00") == "Pzt–Cum 09:00–17:00"
    assert said_hours("", "09:00", "17:00") == ""
    assert read_hours(said_hours("MO,WE", "09:00", "17:00"))[0].byday == "MO,WE"


def test_an_entry_is_overdue_after_half_a_year() -> None:
    assert standing(None, TODAY) is Standing.NEVER
    assert standing(TODAY - timedelta(days=183), TODAY) is Standing.FRESH
    assert standing(TODAY - timedelta(days=184), TODAY) is Standing.OVERDUE


@pytest.mark.parametrize(
    "text",
    [
        "Gül Mahallesi", "Atatürk CAD. 5", "1728 Sok.", "No: 12", "no 7 kat 2", "35100", "Gül Cd.", "Gül Mh.",
        "Gül sokakta", "Caddenin sonunda", "1728sk", "Bulvarın başı", "Daire 4", "Daire no: 4", "apartmanın altı",
    ],
)  # fmt: skip
def test_words_that_look_like_an_address_are_seen(text: str) -> None:
    assert tells_where(text)


@pytest.mark.parametrize(
    "text", ["Konak’ta", "BORNOVA", "Çiğlide", "karşıyakanın", "Urla’daki ev", "Bucalı kadınlar için", "gaziemir"]
)
def test_the_name_of_a_district_tells_where(text: str) -> None:
    assert tells_where(text)


@pytest.mark.parametrize(
    "text",
    [
        "Her gün 24 saat", "ŞÖNİM üzerinden sorulur", "kadın ve çocukları", "0232 000 00 01", "konaklama",
        "Kadın ve Aile Hizmetleri Daire Başkanlığı", "Aile mahkemesi", "mahallî idareler", "İl dışı", "Yurt dışı",
        "Konukevi A", "meydana gelen", "kadın sığınağı", "Pzt–Cum 09:00–17:00; Cmt 10:00–13:00", "katılım belgesi",
    ],
)  # fmt: skip
def test_other_words_are_not(text: str) -> None:
    assert not tells_where(text)


def test_a_refusal_of_a_word_nobody_knows_does_not_repeat_an_address() -> None:
    table = (
        "Tür;Ad;İlçe;Diller;Yeri gizli;Adres\n"
        "Belediye sığınağı;Ev 1;Saklı Sok. 9;;;\n"
        "Belediye sığınağı;Ev 2;;Saklı Cd. 9;;\n"
        "Saklı Mah. 9;Ev 3;;;evet;\n"
        "polis;Ev 4;Saklı Sok. 9;;;\n"
        "polis;Ev 5;;;belki;\n"
        "polis;Ev 6;Saklıköy;;;\n"
    )
    taken, refused = entries_in(table.encode())
    assert taken == []
    assert [(each.line, each.column) for each in refused] == [
        (2, "İlçe"), (3, "Diller"), (4, "Tür"), (5, "İlçe"), (6, "Yeri gizli"), (7, "İlçe"),
    ]  # fmt: skip
    assert "Saklı " not in str(refused)
    assert "Saklıköy" in refused[-1].sentence


def test_nothing_was_verified_on_a_day_to_come() -> None:
    table = "Tür;Ad;Doğrulandı\npolis;Karakol;01.01.2199\n"
    taken, refused = entries_in(table.encode())
    assert taken == []
    assert [(each.line, each.column) for each in refused] == [(2, "Doğrulandı")]


@pytest.mark.parametrize("phone", ["'+90 232 000 00 01", "+90 232 000 00 01"])
def test_the_apostrophe_that_keeps_a_spreadsheet_from_counting_is_taken_off_again(phone: str) -> None:
    table = f"Tür;Ad;Telefon;Not\npolis;'=Karakol;{phone};'Tırnaklı\n"
    (entry,), refused = entries_in(table.encode())
    assert refused == []
    assert (entry.name, entry.facts["phone"], entry.facts["note"]) == ("=Karakol", "+90 232 000 00 01", "'Tırnaklı")


def test_an_address_is_found_in_any_free_text_of_a_secret_place() -> None:
    assert gives_away({"phone": "0232 123 45 67", "note": "Gül Sokak girişi"}) == "note"
    assert gives_away({"district": "konak"}) == "district"
    assert gives_away({"hours": "Her gün 00:00–24:00", "note": "Önce telefon"}) == ""


def test_a_mobile_number_is_somebodys_own() -> None:
    assert private_phone("0532 000 00 00")
    assert private_phone("0232 000 00 00 / +90 532 000 0000")
    assert not private_phone("0232 532 00 00 / 183")


def test_search_compares_letters_as_a_tired_typist_means_them() -> None:
    assert fits("CIGLI", "Çiğli Kadın Danışma Merkezi")
    assert fits("izm bar", "İzmir Barosu", "Baro / adli yardım")
    assert not fits("arosu", "İzmir Barosu")


def test_a_table_is_taken_line_by_line_and_refusals_name_line_and_column() -> None:
    table = (
        "Tür;Ad;Telefon;İlçe;Adres;Yeri gizli;Diller;Hizmetler;Doğrulandı\n"
        "Baro / adli yardım;Örnek Barosu;0232 000 00 01;Konak;Açık Cad. 1;;Türkçe; Hukuki destek;01.10.2026\n"
        "Dernek gibi;Bir yer;;;;;;;\n"
        "polis;Cepli;0532 000 00 00;;;;;;\n"
        "Belediye sığınağı;Ev;0232 000 00 02;;Saklı Sok. 9;;;;\n"
        "Hastane;;;;;;;;\n"
        "baro / adli YARDIM;ÖRNEK BAROSU;;konak;;;;;\n"
    )
    taken, refused = entries_in(table.encode("cp1254"))
    assert [(one.kind, one.facts["district"], one.verified_on) for one in taken] == [
        ("bar_legal_aid", "konak", date(2026, 10, 1))
    ]
    assert taken[0].services[0].kind == "legal"
    assert [(each.line, each.column) for each in refused] == [
        (3, "Tür"), (4, "Telefon"), (5, "Adres"), (6, "Ad"), (7, "Ad"),
    ]  # fmt: skip
    assert "Saklı" not in str(refused)


def test_a_package_describes_every_table_and_is_the_same_bytes_again() -> None:
    package = {"organization": [{"id": "b", "name": "B"}, {"id": "a", "name": "A, “1”"}]}
    raw = written(package)
    assert raw == written(package)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert len(archive.namelist()) == len(TABLES) + 1
    assert [row["name"] for row in read(raw)["organization"]] == ["A, “1”", "B"]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 half", b"name;kind"])
def test_what_is_no_package_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(raw)
