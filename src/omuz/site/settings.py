"""Settings of one installation; everything that differs between two of them comes from the environment."""

import os
import sys
from pathlib import Path

from omuz.site.keys import earlier_keys, server_key
from omuz.site.postgres import connection_settings

PACKAGE = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


OMUZ_HOME = Path(os.environ.get("OMUZ_HOME") or Path.cwd() / ".omuz").absolute()
"""Folder of this installation: embedded database, server keys, logs."""

OMUZ_KIND = os.environ.get("OMUZ_KIND", "both")
"""What this installation hosts: `centre`, `network`, or `both`."""
if OMUZ_KIND not in {"centre", "network", "both"}:
    raise SystemExit(f"OMUZ_KIND is “{OMUZ_KIND}”; it must be centre, network or both.")

OMUZ_DEMO = _flag("OMUZ_DEMO", False)
"""A demonstration with invented women only: shows the six people on the sign-in page."""

OMUZ_DEMO_PASSWORD = os.environ.get("OMUZ_DEMO_PASSWORD", "") if OMUZ_DEMO else ""
"""The one password of everybody in a demonstration; with it the sign-in page lets a visitor in with one press."""

OMUZ_SECOND_FACTOR = os.environ.get("OMUZ_SECOND_FACTOR", "optional" if OMUZ_DEMO else "required")
"""`required`: nobody who can read a record works without a second factor. `optional`: demonstrations."""

OMUZ_IDLE_SECONDS = int(os.environ.get("OMUZ_IDLE_SECONDS", "180"))
"""Seconds without a hand on the keyboard after which the page locks."""

OMUZ_IDLE_SERVER_SECONDS = int(os.environ.get("OMUZ_IDLE_SERVER_SECONDS", "900"))
"""Seconds without a request after which the server locks by itself, should the page not have done so."""

OMUZ_SESSION_HOURS = int(os.environ.get("OMUZ_SESSION_HOURS", "10"))
"""Hours after which a session ends whatever happens."""

OMUZ_ALARM_HOUR = int(os.environ.get("OMUZ_ALARM_HOUR", "50"))
OMUZ_ALARM_AT_NIGHT = int(os.environ.get("OMUZ_ALARM_AT_NIGHT", "3"))
OMUZ_ALARM_NIGHT = os.environ.get("OMUZ_ALARM_NIGHT", "21-6")
OMUZ_ALARM_UNTIED = int(os.environ.get("OMUZ_ALARM_UNTIED", "15"))
OMUZ_ALARM_REFUSED = int(os.environ.get("OMUZ_ALARM_REFUSED", "5"))
"""From how many records (an hour, a night, a day) on reading is told to the coordinator as unusual."""

OMUZ_EXIT = os.environ.get("OMUZ_EXIT", "")
"""Where the quick exit of the leaflet leads; empty: to its own page with a calendar of the month."""

_GUIDES = (PACKAGE.parents[1] / "docs" / "guide", Path(sys.prefix) / "share" / "omuz" / "docs" / "guide")
OMUZ_GUIDE = os.environ.get("OMUZ_GUIDE") or str(next((each for each in _GUIDES if each.is_dir()), _GUIDES[0]))
"""Folder of the guide for staff: one folder a language, one Markdown file a page."""

OMUZ_SHREDS = Path(os.environ.get("OMUZ_SHREDS") or OMUZ_HOME / "shreds").absolute()
"""Folder of the halves of data keys that never enter the database; several web processes share it."""

OMUZ_AUDIT_KEY = server_key(OMUZ_HOME, "audit.key")
SECRET_KEY = server_key(OMUZ_HOME, "pages.key").hex()
# Renewed by `omuz keys rotate`; whoever was signed in before stays so.
SECRET_KEY_FALLBACKS = [each.hex() for each in earlier_keys(OMUZ_HOME, "pages.key")]

OMUZ_KEY_COST = {"time_cost": 8, "memory_cost": 64 * 1024, "parallelism": 2}
"""Argon2id cost of the key that opens a private key: passes, KiB, lanes."""

FACT_SOURCES: dict[str, str] = {
    "contact": "omuz.casework.rights.facts.contact",
    "step": "omuz.casework.cases.facts.step",
    "presentation": "omuz.casework.interviews.facts.presentation",
    "risk_talk": "omuz.casework.safety.facts.risk_talk",
    "risk_review": "omuz.casework.safety.facts.risk_review",
    "service": "omuz.casework.services.facts.service",
    "service_request": "omuz.casework.services.facts.service_request",
    "shelter_request": "omuz.casework.services.facts.shelter_request",
    "referral": "omuz.casework.referrals.facts.referral",
    "order": "omuz.casework.orders.facts.order",
    "aid": "omuz.casework.orders.facts.aid",
    "call": "omuz.casework.appointments.facts.call",
    "feedback": "omuz.casework.rights.facts.feedback",
    "data_protection": "omuz.casework.rights.facts.data_protection",
}
if OMUZ_KIND == "network":
    FACT_SOURCES = {}
"""Fact kind → the module whose `facts` yields it from an opened vault."""

NETWORK_FACT_SOURCES = {
    "coverage": "omuz.network.directory.queries.coverage.areas_of_year",
    "centre_profile": "omuz.network.profiles.queries.figures.facts_of_year",
    "standard_assessment": "omuz.network.standards.queries.network.assessments_of_year",
    "standard_score": "omuz.network.standards.queries.network.scores_of_year",
    "equality_action": "omuz.network.standards.queries.network.actions_of_year",
    "meeting_invitation": "omuz.network.meetings.queries.figures.invitations_of_year",
    "meeting_decision": "omuz.network.meetings.queries.figures.decisions_of_year",
    "coordination_stage": "omuz.network.coordination.queries.figures.stages_of_year",
    "directorate_action": "omuz.network.coordination.queries.figures.actions_of_year",
    "staff_training": "omuz.network.training.queries.network.staff_trainings_of_year",
    "supervision": "omuz.network.training.queries.network.supervision_of_year",
    "directorate_staff": "omuz.network.training.queries.network.directorate_staff_of_year",
    "outreach": "omuz.network.outreach.queries.figures.activities_of_year",
    "outreach_reached": "omuz.network.outreach.queries.figures.reached_of_year",
}
"""Fact kind → what yields it for whoever reads the whole network: (person, year) → rows about centres and plans."""

STANDARD_SOURCES = {"training": "omuz.network.training.queries.beside.beside_standard"}
"""Record a criterion of the standards is measured in → what tells it beside the claimed level, without a circle."""

OMUZ_TRAINING_REQUIRED = tuple(os.environ.get("OMUZ_TRAINING_REQUIRED", "").replace(",", " ").split())
"""Codes of courses without which, still valid, nobody opens a woman's records; empty (the rule): none is asked."""

TRAINING_SOURCE = "omuz.network.training.queries.valid.lacking"
"""Tells which of those courses somebody lacks today."""

UNIT_STAFF_SOURCE = "omuz.network.coordination.queries.staffing.staff_counts"
"""Tells how many people work in each directorate, so that a training's share has its base without being typed twice."""

PRACTICE_SOURCE = "omuz.network.training.actions.practice"
"""Where the practice room notes that a story was finished; never what was typed."""

REPORT_SOURCES: dict[str, str | tuple[str, ...]] = {
    "directory": "omuz.network.directory.queries.report.pieces",
    "profiles": "omuz.network.profiles.queries.report.pieces",
    "standards": "omuz.network.standards.queries.report.assessments.pieces",
    "policies": (
        "omuz.network.surveys.queries.report.policies.pieces",
        "omuz.network.standards.queries.report.register.pieces",
    ),
    "returns": "omuz.network.figures.queries.report.pieces",
    "municipality": "omuz.network.standards.queries.report.municipality.pieces",
    "programme": "omuz.network.programmes.queries.report.pieces",
    "outreach": "omuz.network.outreach.queries.report.pieces",
    "meetings": "omuz.network.meetings.queries.report.pieces",
    "training": "omuz.network.training.queries.report.pieces",
    "needs": (
        "omuz.network.surveys.queries.report.needs.pieces",
        "omuz.network.reports.queries.voices.report.in_words_piece",
    ),
    "recommendations": "omuz.network.reports.queries.voices.report.recommendations",
    "cards": "omuz.network.reports.queries.voices.report.cards",
    "centre": "omuz.network.reports.queries.voices.report.centre",
    "coordination": "omuz.network.coordination.queries.report.pieces",
}
"""Room of `catalogues/reports/sources.toml` → what gives its pieces: (person, what is asked) → key and piece.

Where several give pieces of one room, they are named one after another.
"""

EVIDENCE_SOURCES = {
    "focus_group": "omuz.network.coordination.queries.evidence.focus_groups",
    "coordination": "omuz.network.coordination.queries.evidence.stages_reached",
    "report": "omuz.network.reports.queries.evidence.editions",
}
"""Kind of evidence → what tells of a room that programmes do not know: (person, first, last day) → what to show."""

AUDIT_HIDDEN: tuple[str, ...] = () if OMUZ_KIND == "network" else ("omuz.casework.team.queries.walls.hidden_abouts",)
"""Functions that tell which `about` of the log a reader may not know of."""

DEBUG = _flag("OMUZ_DEBUG", False)
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("OMUZ_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host.strip()
]
OMUZ_HTTPS = _flag("OMUZ_HTTPS", False)
"""Served behind HTTPS: cookies become Secure and HSTS is sent."""

CASEWORK_ROOMS = (
    "contacts", "cases", "interviews", "safety", "consents", "services", "referrals", "orders", "appointments",
    "team", "offline", "rights", "desk", "practice",
)  # fmt: skip
_CASEWORK = [] if OMUZ_KIND == "network" else [f"omuz.casework.{room}" for room in CASEWORK_ROOMS]
NETWORK_ROOMS = (
    "returns", "handbook", "directory", "surveys", "profiles", "standards", "training", "meetings", "figures",
    "leaflet", "cooperation", "coordination", "exchange", "outreach", "programmes", "reports",
)  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "omuz.foundation.audit",
    "omuz.foundation.vault",
    "omuz.foundation.people",
    *_CASEWORK,
    *(f"omuz.network.{room}" for room in NETWORK_ROOMS),
    "omuz.site.shell",
    "omuz.site.guide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "omuz.site.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each page by a random length, so that the size of a compressed page tells nobody what it repeats.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "omuz.site.shell.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "omuz.foundation.people.middleware.PersonMiddleware",
    "omuz.foundation.vault.middleware.VaultMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "omuz.site.urls"
WSGI_APPLICATION = "omuz.site.wsgi.application"
DATABASES = connection_settings()
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Staff"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "omuz.site.shell.frame.frame",
            ],
        },
    }
]

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
LOCALE_PATHS = sorted(PACKAGE.glob("**/locale"))
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True

CACHES = {
    "default": {
        # Rate limits and progress are shared by all web processes, and survive a restart.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # Room enough that nobody can push out the count of wrong tries, or a used code, by filling it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

COOKIE_MARK = "__Host-" if OMUZ_HTTPS else ""
"""Before the name of every cookie: behind HTTPS a browser then takes it from this very host and over HTTPS only."""

SESSION_ENGINE = "omuz.foundation.people.sessions"
LANGUAGE_COOKIE_NAME = f"{COOKIE_MARK}omuz_language"
SESSION_COOKIE_NAME = f"{COOKIE_MARK}omuz_session"
SESSION_COOKIE_AGE = OMUZ_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = OMUZ_HTTPS
CSRF_COOKIE_NAME = f"{COOKIE_MARK}omuz_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = OMUZ_HTTPS
CSRF_FAILURE_VIEW = "omuz.site.shell.views.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if OMUZ_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OMUZ_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OMUZ_HTTPS else None
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# With "no-referrer" browsers send `Origin: null` on form posts, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
# With its cookie storage what one person was told would outlive her sign-out and greet the next at that computer.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
OMUZ_WAITING = int(os.environ.get("OMUZ_WAITING", "64"))
"""Requests that may wait for a thread of one web process before the next is told to come back in a moment."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
# What somebody uploads is never laid down on the disk; a larger file is simply not taken.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
_FILE_PAGES = (
    "contacts:import", "coordination:templates", "directory:bring", "handbook:external-bring",
    "referrals:bring-letter", "referrals:card-bring", "referrals:institutions-bring", "returns:read-sheet",
    "returns:receive", "surveys:device-submission", "surveys:device-submission-by-address", "surveys:upload",
)  # fmt: skip
UPLOAD_PAGES = dict.fromkeys(_FILE_PAGES, FILE_UPLOAD_MAX_MEMORY_SIZE + DATA_UPLOAD_MAX_MEMORY_SIZE)
"""Pages that take a file, and the most bytes of a whole request there; everywhere else a request is a form."""

# A questionnaire with many repeats is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "omuz.foundation.people.adapter.Doorkeeper"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 600
ACCOUNT_FORMS = {"login": "omuz.foundation.people.forms.SignIn"}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # Per account and per address; a browser she has signed in from before is counted by itself (see adapter.py).
    "login_failed": "30/m/ip,6/5m/key",
    "reauthenticate": "6/5m/user",
    "change_password": "6/5m/user",
}
MFA_ADAPTER = "omuz.foundation.people.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "omuz.foundation.people.forms.SecondStep",
    "activate_totp": "omuz.foundation.people.forms.FirstCode",
}
MFA_TOTP_ISSUER = "Omuz"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OMUZ_HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if OMUZ_HTTPS else 0
PASSWORD_HASHERS = ["omuz.foundation.people.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "omuz.foundation.people.passwords.LongEnough"},
    {"NAME": "omuz.foundation.people.passwords.NotCommon"},
    {"NAME": "omuz.foundation.people.passwords.NotHerName"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"

STATIC_URL = "/static/"
STATIC_ROOT = OMUZ_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "omuz.site.serving.gathered.GatheredFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"place": {"()": "omuz.site.serving.lines.PlaceOnly"}},
    "handlers": {
        # A message may carry what somebody said; a developer on her own machine reads it all the same.
        "stderr": {"class": "logging.StreamHandler", **({} if DEBUG else {"formatter": "place"})},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # The framework's request log carries addresses with record codes; errors are told by the error page instead.
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security": {"level": "ERROR"}},
}
