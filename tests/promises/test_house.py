"""Closed file names, one sentence at the head of each module, every template used, every setting said."""

import ast
import re

from tests.promises.tree import ROOT, SOURCE, files, label

_REFUSED_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "services", "signals"}
_FLOORS = ("foundation", "casework", "network", "insight")


def test_no_file_has_a_name_that_means_nothing() -> None:
    assert [label(path) for path in files(".py") if path.stem in _REFUSED_NAMES] == []


def test_every_module_opens_with_a_sentence() -> None:
    without = [
        label(path)
        for path in files(".py", under=SOURCE)
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert without == []


def test_every_public_function_is_documented() -> None:
    bare = []
    for path in files(".py", under=SOURCE):
        if path.name in {"views.py", "apps.py", "urls.py"} or "/views/" in label(path):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bare += [
            f"{label(path)}:{node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not (node.name in {"add", "run"} and "/cli/" in label(path))
            and not ast.get_docstring(node)
        ]
    assert bare == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = [
        folder
        for floor in _FLOORS
        for folder in (SOURCE / floor).iterdir()
        if folder.is_dir() and folder.name not in {"__pycache__", "locale"}
    ]
    assert [label(room) for room in rooms if not (room / "README.md").exists()] == []


def test_every_template_is_used() -> None:
    templates = set(files(".html", under=SOURCE))
    words = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", ".html", under=SOURCE))
    library = {"account", "mfa", "allauth"}
    unused = []
    for path in templates:
        name = path.as_posix().split("/templates/")[1]
        if name.split("/")[0] in library or name.startswith("shell/errors/"):
            continue
        if not re.search(rf"[\"']{re.escape(name)}[\"']", words):
            unused.append(name)
    assert unused == []


def test_every_setting_read_from_the_environment_is_documented() -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = {
        name
        for path in files(".py", under=SOURCE)
        for name in re.findall(r"[\"'](OMUZ_[A-Z_]+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert sorted(name for name in names if f"`{name}`" not in told) == []


def test_every_model_is_in_the_glossary() -> None:
    from django.apps import apps

    told = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    own = {model.__name__ for model in apps.get_models() if model.__module__.startswith("omuz.")}
    assert sorted(name for name in own if f"`{name}`" not in told) == []


def test_only_the_gate_makes_a_safe_table() -> None:
    makers = [
        label(path)
        for path in files(".py", under=SOURCE)
        if re.search(r"\bSafeTable\(", path.read_text(encoding="utf-8")) and "foundation/privacy/" not in label(path)
    ]
    assert makers == []


def test_raw_database_cursors_stay_in_the_rooms_that_need_them() -> None:
    # The walk of the log reads what the columns hold, millions of rows and no model between.
    log = ("src/omuz/foundation/audit/chain.py", "src/omuz/foundation/audit/verify.py")
    rooms = ("src/omuz/foundation/tenancy/", *log, "src/omuz/site/")
    users = [
        label(path)
        for path in files(".py", under=SOURCE)
        if re.search(r"connections?(\[[^]]*\])?\.cursor\(", path.read_text(encoding="utf-8"))
        and not label(path).startswith(rooms)
    ]
    assert users == []


def test_no_silencer_without_a_reason() -> None:
    bare = []
    for path in files(".py", under=SOURCE):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"#\s*(noqa|type: ignore)(\([^)]*\)|\[[^\]]*\]|:\s*[A-Z0-9, ]+)?\s*$", line):
                bare.append(f"{label(path)}:{number}")
    assert bare == []
