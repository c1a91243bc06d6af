"""Translated sentences of the rooms for commands that need no settings, no database and no installation."""

from pathlib import Path

from omuz.site.words import language


def speak() -> None:
    """Let what is said by the rooms be said in the command's language."""
    import django
    from django.conf import settings
    from django.utils import translation

    import omuz

    if not settings.configured:
        locales = sorted(Path(omuz.__file__).parent.glob("*/*/locale"))
        settings.configure(USE_I18N=True, LANGUAGE_CODE="tr", LOCALE_PATHS=[str(folder) for folder in locales])
        django.setup()
    translation.activate(language())
