"""Publishes the catalogues: notes the hash of each new version and the codes of each list.

    .venv/bin/python tools/publish_catalogues.py

A published definition that was changed without a new version is refused, and nothing is written.
"""

import sys

import django
from django.conf import settings

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import publish


def main() -> int:
    """Run from the command line; exit code 1 means a definition changed without a new version."""
    settings.configure(USE_I18N=False)
    django.setup()
    try:
        print(f"{publish(catalogue_folder())} new versions published")
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
