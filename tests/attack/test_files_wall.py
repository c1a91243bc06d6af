"""Files closed to a colleague, and everything of files for whoever is outside: not found, at every address and word."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.attack.conftest import FORM, PERSON_LEVEL, House, every_address, paths, plain
from tests.attack.sealed import CONFLICT, OF_A_FILE, OPEN, RESTRICTED, SENT_AWAY, File
from tests.browser.addresses import name_at
from tests.unwrapped import answer_text

CODE = re.compile(r"\bD-[2-9A-HJ-NP-Z]{5}\b")
ENDING = frozenset({"sign-out", "sign-out-everywhere", "lock", "begin-again"})
OF_FILES = {"case_id", "declaration_id", *OF_A_FILE}
CLOSED = [("ayse", "restricted"), ("ayse", "conflict")]
"""Who works at Konak and may not know of which file."""


def _asked(client: Any, method: str, path: str) -> Any:
    return getattr(client, method)(path, **({"data": FORM} if method == "post" else {}))


def _answer(client: Any, method: str, path: str) -> tuple[int, str]:
    answer = _asked(client, method, path)
    return answer.status_code, plain(answer)


def _file(full: House, which: str) -> File:
    found: File = getattr(full.sealed, which)
    return found


def _of_this_file(full: House, file: File) -> dict[str, list[Any]]:
    return {**full.of_konak, **file.parts}


@pytest.mark.parametrize(("name", "which"), CLOSED)
def test_whatever_of_a_closed_file_is_asked_for_it_is_not_there(full: House, name: str, which: str) -> None:
    file, client = _file(full, which), full[name].client(raise_request_exception=False)
    values, differing = _of_this_file(full, file), []
    absent = {**values, **{part: ids for part, ids in full.absent.items() if part in OF_FILES}}
    for address in every_address():
        if not OF_FILES & set(address.parts):
            continue
        for method in ("get", "post"):
            nothing = {_answer(client, method, path) for path in paths(address, absent)}
            got = [_answer(client, method, path) for path in paths(address, values)]
            differing += [(method, address.name, each[0]) for each in got if each not in nothing or each[0] == 200]
    assert differing == []


@pytest.mark.parametrize(("name", "which"), CLOSED)
def test_no_page_she_may_open_says_a_word_of_a_closed_file(full: House, name: str, which: str) -> None:
    """Lists, today, calendar, team, meeting, inbox, registers, audit page, downloads, calendar file: all of them."""
    file, client = _file(full, which), full[name].client(raise_request_exception=False)
    feed = client.post(reverse("appointments:feed-open")).content.decode()
    address = re.search(r"/takvim/akis/[\w-]+\.ics", feed)
    assert address is not None
    asked = [address.group(), *(path for each in every_address() for path in paths(each, full.of_konak))]
    opened, told = 0, []
    for path in asked:
        # A search of the network's own rooms says back what was typed; those rooms know no file.
        queries = (f"?q={file.case.code}&d=t&g=t",) if name_at(path).partition(":")[0] in PERSON_LEVEL else ()
        for wanted in (path, *(path + query for query in queries)):
            answer = client.get(wanted)
            assert answer.status_code != 500, wanted
            opened += answer.status_code == 200
            text = answer_text(answer)
            told += [(wanted, word) for word in (file.word, file.word.capitalize()) if word in text]
            echoed = re.sub(rf'(?:q=|value="){file.case.code}', "", text)
            # She asked for the restricted file by its code: her own request says which.
            told += [(wanted, "code")] if file.case.code in echoed and "/kisitli/" not in wanted else []
            told += [(wanted, each) for each in file.ids if each in text and each not in path]
    assert told == []
    assert opened > 100, "she works here and opens most pages"


@pytest.mark.parametrize(("name", "which"), CLOSED)
def test_neither_her_code_nor_her_name_finds_a_closed_file(full: House, name: str, which: str) -> None:
    file, client = _file(full, which), full[name].client(raise_request_exception=False)
    nothing = client.post(reverse("cases:find"), {"q": "D-AAAAA"}, follow=True)
    found = client.post(reverse("cases:find"), {"q": file.case.code}, follow=True)
    without_code = [plain(each).replace(file.case.code, "#").replace("D-AAAAA", "#") for each in (nothing, found)]
    assert without_code[0] == without_code[1]
    why = {"reason": "double_file", "why": "İki dosya olabilir", "merkez": full.cast.konak.code}
    told = client.post(reverse("team:search"), {**why, "name": f"{file.word} Ateş"}, follow=True).content.decode()
    assert file.case.code not in told
    nermin = full["nermin"].client()
    told = nermin.post(reverse("team:search"), {**why, "name": f"{file.word} Ateş"}, follow=True).content.decode()
    assert file.case.code in told, "the search finds whom it may find"


@pytest.mark.parametrize(("name", "which"), CLOSED)
def test_nothing_of_a_closed_file_changes_when_she_sends_its_names_inside_an_open_one(
    full: House, name: str, which: str
) -> None:
    """Her own file in the address, the closed file's record beside it or in the body."""
    file, client = _file(full, which), full[name].client(raise_request_exception=False)
    before = _rows(full, file)
    mixed = {**full.of_konak, **file.parts, "case_id": full.sealed.open.parts["case_id"]}
    body = {**FORM, **{part: str(ids[0]) for part, ids in file.parts.items() if ids}, "case": str(file.case.id)}
    body |= {"other": str(file.case.id), "file": file.case.code, "files": file.case.code, "code": file.case.code}
    for address in every_address():
        if address.name in ENDING or "word" in address.parts:
            continue
        for path in {*paths(address, mixed), *paths(address, full.of_konak)}:
            answer = client.post(path, body)
            assert answer.status_code != 500, path
            text = answer_text(answer)
            assert file.word not in text and file.word.capitalize() not in text, path
    assert _rows(full, file) == before


def _rows(full: House, file: File) -> dict[str, list[Any]]:
    """Every row of a file as it stands in the database, envelopes and all, but for what is nobody's act on it."""
    from django.apps import apps

    from omuz.foundation.people.access import acting
    from omuz.foundation.tenancy.context import counting_rows

    found: dict[str, list[Any]] = {}
    with acting(full["nermin"].person), counting_rows():
        for model in apps.get_models():
            names = {field.name for field in model._meta.concrete_fields}
            which = {"case_id": file.case.id} if "case" in names else {"pk": file.case.id}
            if "case" in names or model._meta.label == "cases.Case":
                found[model._meta.label] = sorted(model.objects.filter(**which).values_list(), key=str)
    return found


@pytest.mark.parametrize("name", ["zeynep", "songul", "elif_", "derya", "can", "gulsum"])
def test_nobody_outside_the_team_meets_a_word_a_code_or_a_name_of_any_file(full: House, name: str) -> None:
    client = full[name].client(raise_request_exception=False)
    files = (full.sealed.open, full.sealed.restricted, full.sealed.conflict)
    told = []
    for address in every_address():
        if address.name in ENDING:
            continue
        for path in paths(address, full.of_konak):
            for answer in (client.get(path), client.post(path, FORM), client.get(f"{path}?merkez=konak-1")):
                assert answer.status_code != 500, path
                text = answer_text(answer)
                if name in {"zeynep", "songul"}:
                    # One packet was sent to them, with her yes: what stands in it is theirs to read.
                    text = re.sub(rf"(?:{OPEN}|{RESTRICTED}|{CONFLICT}) paket", "", text)
                told += [(path, word) for word in (OPEN, RESTRICTED, CONFLICT) if re.search(word, text, re.I)]
                told += [(path, code) for code in CODE.findall(text)] if name not in {"zeynep", "songul"} else []
                told += [(path, file.case.code) for file in files if file.case.code in text]
                told += [(path, each) for file in files for each in file.ids if each in text and each not in path]
    assert told == []


@pytest.mark.parametrize("name", ["zeynep", "songul", "elif_", "derya", "can", "gulsum"])
def test_no_address_of_a_file_opens_to_whoever_is_outside_the_team(full: House, name: str) -> None:
    client, files = full[name].client(raise_request_exception=False), (full.sealed.open, full.sealed.restricted)
    opened = []
    for address in every_address():
        if not OF_FILES & set(address.parts):
            continue
        for method in ("get", "post", "put", "delete"):
            nothing = {_answer(client, method, path) for path in paths(address, full.absent)}
            # The open file with everything in it, and one of the closed ones; the other is closed in the same way.
            there = [path for file in files for path in paths(address, _of_this_file(full, file))]
            asked = there if method in {"get", "post"} else there[:1]
            got = [_answer(client, method, path) for path in asked]
            opened += [(method, address.name, each[0]) for each in got if each not in nothing or each[0] == 200]
    assert opened == []


def test_what_was_sent_to_another_centre_opens_there_and_nowhere_else(full: House) -> None:
    for packet in full.sealed.centre[SENT_AWAY]:
        path = reverse("referrals:packet", args=[packet])
        assert full["zeynep"].client().get(path).status_code == 200
        for name in ("ayse", "nermin", "selin", "gulsum", "elif_", "derya", "can"):
            assert full[name].client(raise_request_exception=False).get(path).status_code in {403, 404}, name


def test_a_psychologists_own_notes_open_to_nobody_else(full: House) -> None:
    (note,) = full.sealed.open.parts["note_id"]
    path = reverse("services:note", args=[note])
    assert f"{OPEN} süreç" in full["selin"].client().get(path).content.decode()
    for name in ("ayse", "nermin", "zeynep", "gulsum"):
        answer = full[name].client(raise_request_exception=False).get(path)
        assert answer.status_code in {403, 404}, name
        assert f"{OPEN} süreç" not in answer.content.decode()


def test_the_calendar_file_names_nobody(full: House) -> None:
    client = full["ayse"].client()
    opened = client.post(reverse("appointments:feed-open")).content.decode()
    address = re.search(r"/takvim/akis/[\w-]+\.ics", opened)
    assert address is not None
    text = client.get(address.group()).content.decode()
    assert text.startswith("BEGIN:VCALENDAR")
    files = (full.sealed.open, full.sealed.restricted, full.sealed.conflict)
    for hers in (*(file.case.code for file in files), OPEN, RESTRICTED, CONFLICT, "Ateş", "Nergis", "Konak", "Kadın"):
        assert hers not in text
