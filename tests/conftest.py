"""What every test may ask for: the database as the serving role sees it, and the published data beside the clone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import workers

pytest_plugins = ["tests.plugin_cast", "tests.browser.chromium"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.pop("OMUZ_TEST_HOME", ROOT / ".cache" / "test-home")).absolute()
HOME = workers.home(SHARED)
ADMIN_URL = os.environ.pop("DATABASE_URL", None)
DATA = ROOT.parent / "shared" / "data"

# A developer's own settings must not reach the tests; these must, before the settings are read.
for name in [name for name in os.environ if name.startswith("OMUZ_")]:
    if name != "OMUZ_POSTGRES_BIN":
        del os.environ[name]
os.environ["OMUZ_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "omuz.site.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser driver keeps an event loop in the thread of the test


def pytest_addoption(parser: pytest.Parser) -> None:
    """Committed tables and pictures are only compared, unless somebody asks for new ones."""
    parser.addoption("--rewrite-pages", action="store_true", help="write the page by person table anew")
    parser.addoption(
        "--rewrite-pictures",
        action="store_true",
        help="take the README’s pictures anew (with tests/browser/test_pictures.py alone: its clock is set)",
    )
    parser.addoption("--trust-share", default="0.01", help="the part of the full number of attempts (make trust: 1)")
    parser.addoption("--trust-seed", default="6284", help="where the chances of tests/trust come from")
    parser.addoption("--trust-write", default="", help="the folder into which tests/trust writes what came out")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """What is written anew is written by one process."""
    if config.getoption("rewrite_pages") or config.getoption("rewrite_pictures"):
        config.option.numprocesses = 0


def pytest_configure(config: pytest.Config) -> None:
    """Cheaper key derivation: the cost itself has a test, every sign-in need not pay it. No example is timed."""
    from django.conf import settings

    settings.OMUZ_KEY_COST = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
    # Static files are served from the source; the folder for gathered ones only has to be there, and stays empty when
    # a test serves the installation of this process, which gathers them.
    settings.STATIC_ROOT = settings.STATIC_ROOT.with_name("ungathered")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    no_clock = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
    hypothesis.settings.register_profile("any machine", parent=hypothesis.settings.default, **no_clock)
    hypothesis.settings.load_profile("any machine")
    if getattr(config.option, "numprocesses", None):  # the workers read this file too, as children of this process
        os.environ["OMUZ_TEST_HOME"] = str(SHARED)
        del os.environ["DJANGO_SETTINGS_MODULE"]  # or they would read the settings of this process’s home
        os.environ.update({"DATABASE_URL": ADMIN_URL} if ADMIN_URL else {})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How several workers share the tests out."""
    return workers.scheduler(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, the browser's last."""
    items.sort(key=workers.place)


@pytest.fixture(scope="session")
def database_server() -> Iterator[object]:
    """The server the test databases live on; tests may make their own databases there."""
    from tests import databases

    with databases.test_server(HOME, ADMIN_URL) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(database_server, django_db_blocker) -> Iterator[None]:
    """Tables made by the owner, tests run as the serving role with row-level security in force.

    A test that commits (`transaction=True`, browser tests) is followed by a fresh copy of the empty database: the
    serving role may not truncate, and the log refuses it to everybody.
    """
    from django.db import connections
    from django.test import TransactionTestCase
    from django.urls import get_resolver

    from tests import databases

    # Read now: which rooms have addresses hangs on the kind of installation, which a test may change for itself.
    get_resolver().url_patterns  # noqa: B018 - reading it loads it
    name = f"omuz_test_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.drop_abandoned(database_server)
        template = databases.migrated_template(database_server)

        def renew(*_: object) -> None:
            databases.fresh_copy(database_server, template, name).use()

        renew()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        database_server.drop_database(name)


@pytest.fixture
def database_environment(db, database_server) -> dict[str, str]:
    """The environment that brings a child process to this session's test database."""
    server = database_server.named(f"omuz_test_{os.getpid()}")
    return {**os.environ, **server.environment()}


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published data beside the clone; without it these tests are not run, and fail where CI demands them."""
    if not DATA.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared/data is missing and CI asks for the tests that need it")
        pytest.skip("not run: ../shared/data is not beside this clone")
    return DATA
