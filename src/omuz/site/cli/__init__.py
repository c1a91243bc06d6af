"""The `omuz` command: each command is a module here with `add(subparsers)`, named once in COMMANDS."""

import argparse
import importlib
import os
import sys

from omuz.site import faults, words
from omuz.site.words import _

COMMANDS = (
    "omuz.site.cli.serve",
    "omuz.site.cli.migrate",
    "omuz.site.cli.demo",
    "omuz.site.cli.database",
    "omuz.site.cli.home",
    "omuz.site.cli.people",
    "omuz.site.cli.keys",
    "omuz.site.cli.audit",
    "omuz.site.cli.count",
    "omuz.site.cli.monitor",
    "omuz.site.cli.handbook",
    "omuz.site.cli.report",
    "omuz.site.cli.imports",
    "omuz.site.cli.exports",
    "omuz.site.cli.returns",
    "omuz.site.cli.survey",
    "omuz.site.cli.exchange",
    "omuz.site.cli.backup",
    "omuz.site.cli.backup_key",
    "omuz.site.cli.restore",
    "omuz.site.cli.doctor",
)


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it was asked, else a sentence on standard error and another number."""
    arguments = sys.argv[1:] if argv is None else argv
    words.choose(_language_in(arguments))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.site.settings")
    try:
        args = _parser().parse_args(arguments)
        code: int | None = args.run(args)
        sys.stdout.flush()
    except Exception as fault:  # noqa: BLE001 - the last door: whatever it was, the reader gets a sentence
        return _told(fault)
    except KeyboardInterrupt:
        print(_("Durduruldu."), file=sys.stderr)
        return 130
    return code or 0


def _told(fault: Exception) -> int:
    """Say the fault on standard error; the exit code."""
    if isinstance(fault, BrokenPipeError):
        # Whoever read our output has closed it (`omuz count … | head`): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    print(faults.sentence(fault), file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="omuz", description=_("Kadın danışma merkezleri ve ağı için."))
    parser.add_argument("--lang", choices=words.LANGUAGES, help=_("iletilerin dili (yoksa OMUZ_LANG, o da yoksa tr)"))
    subparsers = parser.add_subparsers(metavar=_("komut"), required=True)
    for name in COMMANDS:
        importlib.import_module(name).add(subparsers)
    _accept_language(subparsers)
    return parser


def _accept_language(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Let `--lang` stand after the command too, where people write it."""
    for each in subparsers.choices.values():
        each.add_argument("--lang", choices=words.LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                _accept_language(action)


def _language_in(arguments: list[str]) -> str:
    """The language wanted, found before parsing: the help itself is written in it."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        wanted = early.parse_known_args(arguments)[0].lang
    except (argparse.ArgumentError, SystemExit):
        wanted = None
    return wanted or os.environ.get("OMUZ_LANG") or "tr"
