"""`omuz doctor`: looks the installation over and says one line a thing."""

import argparse


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("doctor").set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    return 0
