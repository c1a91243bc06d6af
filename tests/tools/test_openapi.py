"""The description of the interface for programs is the program's, and leaves no door for programs out."""

from tests.browser.addresses import addresses
from tools import openapi


def test_the_committed_description_is_what_the_program_says() -> None:
    assert openapi.PLACE.read_text(encoding="utf-8") == openapi.text(), "run tools/openapi.py"


def test_every_door_without_a_session_for_programs_is_described() -> None:
    told = openapi.description()
    described = {one["operationId"] for each in told["paths"].values() for one in each.values()}
    doors = {each.name for each in addresses() if each.permission in {"device", "centre-key"}}
    files = {
        each.name for each in addresses() if each.permission == "public" and each.route.endswith((".ics", ".jsonld"))
    }
    assert doors | files <= described
    assert "appointments:feed-file" in described


def test_the_description_follows_the_standard_where_programs_look_first() -> None:
    told = openapi.description()
    assert told["openapi"] == "3.1.0"
    for path, methods in told["paths"].items():
        for one in methods.values():
            inside = {each["name"] for each in one["parameters"] if each["in"] == "path"}
            assert inside == set(openapi.re.findall(r"{(\w+)}", path)), path
            assert one["responses"], path
            assert one["summary"], path
