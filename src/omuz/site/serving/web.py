"""Runs gunicorn inside this process on a socket that already listens."""

import gc
import secrets
import socket
import sys
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn ships no types

from omuz.site import faults
from omuz.site.serving.patience import FORM_BYTES, Patience, with_room

THREADS = 8
CLOSED = 'omuz_key="";'
"""Stands in the cookie header of an answer that locked a screen or ended a session."""


class PlaceOnlyLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Notes where in the code a request failed; never its address or a message, which may carry a record's content."""

    def exception(self, _msg: str, *_args: object, **_more: object) -> None:
        fault = sys.exc_info()[1]
        if fault is not None:
            number = secrets.token_hex(3).upper()
            self.error("%s %s", number, faults.noted(fault, number))


def clear_away(_worker: object, _request: object, _environ: object, response: Any) -> None:
    """After an answer that closed a vault: pages that only refer to each other are let go now, not hours later."""
    if response is not None and any(CLOSED in str(value) for _name, value in response.headers):
        gc.collect()


class Web(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """One installation's pages; `run()` returns by SystemExit after an orderly stop."""

    def __init__(
        self,
        door: socket.socket,
        *,
        workers: int,
        ready: Callable[[str], None],
        patience: Patience | None = None,
        largest: Callable[[str], int] = lambda _path: FORM_BYTES,
    ) -> None:
        host, port = door.getsockname()[:2]
        self.address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        self.door = door
        self.workers = workers
        self.ready = ready
        self.patience, self.largest = with_room(patience or Patience()), largest
        super().__init__()

    def load_config(self) -> None:
        """Settings of the server process. No access log: an address may carry a record's code."""
        chosen: dict[str, Any] = {
            "bind": f"fd://{self.door.detach()}",
            "worker_class": "omuz.site.serving.worker.PatientWorker",
            "workers": self.workers,
            "threads": THREADS,
            # One line more than the worker keeps: it makes room itself and never stops listening at the door.
            "worker_connections": self.patience.lines + THREADS + 1_000,
            "preload_app": True,
            "accesslog": None,
            "logger_class": PlaceOnlyLog,
            "loglevel": "warning",
            "graceful_timeout": 20,
            "timeout": 120,
            "max_requests": 0,
            "control_socket_disable": True,
            "post_request": clear_away,
            "when_ready": lambda _arbiter: self.ready(self.address),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application with every page, loaded once before the workers are forked; they share its memory."""
        from django.urls import get_resolver

        from omuz.site.serving import refusals
        from omuz.site.wsgi import application

        refusals.prepared()
        # A page that cannot be loaded stops the start, not the first person who opens it.
        get_resolver().url_patterns  # noqa: B018 - reading it loads it
        return application
