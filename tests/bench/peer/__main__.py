"""Fills the peer's database and signs somebody in, or serves it with our own web server."""

import os
import sys
from typing import Any

MINE = 5_000


def main() -> None:
    """`prepare`: fill the database, print the key of a session. Without a word: serve until told to stop."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.peer.settings"
    import django

    django.setup()
    if sys.argv[1:] == ["prepare"]:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        print(_filled())
        return
    from django.core.wsgi import get_wsgi_application

    from omuz.site.serving.ports import HOST, listening
    from omuz.site.serving.web import Web

    class Peer(Web):
        def load(self) -> Any:
            return get_wsgi_application()

    Peer(listening(HOST, 0), workers=int(os.environ["BENCH_WORKERS"]), ready=lambda told: print(told, flush=True)).run()


def _filled() -> str:
    """Rows and one signed-in superuser; the key of her session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from tests.bench.peer.models import Tally

    with connection.schema_editor() as editor:
        editor.create_model(Tally)
    user = get_user_model().objects.create(username="root", is_superuser=True, is_staff=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO peer_tally (centre, code, at, channel, kind, for_whom, note, worker_id)"
            " SELECT CASE WHEN n <= %s THEN 1 ELSE 2 + n %% 5 END, 'T-' || n, now() - n * interval '7 minutes',"
            " 'phone', 'violence', 'herself', '', %s FROM generate_series(1, %s) AS n",
            [MINE, user.pk, int(os.environ["BENCH_PEER_ROWS"])],
        )
        cursor.execute("ANALYZE peer_tally")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main()
