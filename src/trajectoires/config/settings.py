"""One settings file for every mode. What an installation may change is an environment variable of docs/environment.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from trajectoires.config import environment, postgres
from trajectoires.users.enums import CODE_DIGITS, CODE_LIFE, CODE_TRIES

ROOT = Path(__file__).resolve().parents[3]
MODE = environment.mode()
DATA_DIR = Path(environment.text("DATA_DIR", str(ROOT / "var" / ("tests" if MODE == "test" else "local"))))
CONTENT_DIR = ROOT / "content"

SECRET_KEY = environment.secret_key(MODE, DATA_DIR)
DEBUG = environment.boolean("DEBUG")
ALLOWED_HOSTS = environment.names(
    "ALLOWED_HOSTS", default="" if MODE == "production" else "localhost,127.0.0.1,testserver"
)
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = [SITE_URL] if MODE == "production" else []

# Who runs this installation (product rule 10). Empty: the pages say that nobody declared it.
PUBLISHER = {
    "name": environment.text("PUBLISHER_NAME"),
    "address": environment.text("PUBLISHER_ADDRESS"),
    "director": environment.text("PUBLICATION_DIRECTOR"),
    "email": environment.text("CONTACT_EMAIL"),
    "data_protection": environment.text("DATA_PROTECTION_CONTACT"),
    "host_name": environment.text("HOST_NAME"),
    "host_address": environment.text("HOST_ADDRESS"),
    "source_url": environment.text("SOURCE_URL"),
}

INSTALLED_APPS = [
    # composing rooms first: their templates win
    "trajectoires.home",
    "trajectoires.search",
    "trajectoires.digests",
    "trajectoires.account",
    "trajectoires.demo",
    "trajectoires.kit",
    "trajectoires.learning",
    "trajectoires.trajectories",
    "trajectoires.news",
    "trajectoires.content",
    "trajectoires.organisations",
    "trajectoires.geography",
    "trajectoires.users",
    "trajectoires.glossary",
    "trajectoires.ui",
    "trajectoires.jobs",
    "trajectoires.mail",
    "trajectoires.documents",
    "wagtail.contrib.table_block",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "procrastinate.contrib.django",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # « il y a 5 secondes »: Wagtail says it with its words
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "trajectoires.config.middleware.security_headers",
    "trajectoires.config.page_cache.keep_pages",
    "trajectoires.config.page_cache.tell_what_editors_do",
    "django.middleware.gzip.GZipMiddleware",  # static files too, where the build did not compress them
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "trajectoires.config.middleware.refuse_oversized",
    "trajectoires.documents.middleware.erase_unfinished",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "trajectoires.content.middleware.KeepRoutes",
]

ROOT_URLCONF = "trajectoires.config.urls"
WSGI_APPLICATION = "trajectoires.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["trajectoires.ui.templatetags.ui"],
        },
    }
]

# --- data -----------------------------------------------------------------------------------------------------------

_database_url = environment.text("DATABASE_URL")
if not _database_url and MODE == "production":
    from django.core.exceptions import ImproperlyConfigured

    raise ImproperlyConfigured(
        "DATABASE_URL est absente. En production, donnez l’adresse d’un PostgreSQL 15 ou plus récent "
        "(postgresql://utilisateur:mot-de-passe@hote:5432/base). Sur votre machine, lancez ./run."
    )
DATABASES = {
    "default": environment.database(
        _database_url or postgres.ensure(DATA_DIR / "postgres", durable=MODE != "test").url
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_CACHE = (
    "django.core.cache.backends.dummy.DummyCache"
    if MODE == "test"
    else "django.core.cache.backends.locmem.LocMemCache"
)
CACHES = {  # in each worker: the version of the site, in every key, is what they share
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": _CACHE, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 1000}},
    "fragments": {"BACKEND": _CACHE, "LOCATION": "fragments", "OPTIONS": {"MAX_ENTRIES": 3000}},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/fichiers/"

# --- people and sessions --------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "users.User"
LOGIN_URL = "users:sign_in"
# Sign-in without a password (docs/decisions/0034): the editors' space keeps its own page.
ACCOUNT_ADAPTER = "trajectoires.users.services.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever gives the code has the address: nothing more to verify
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = (
    False  # allauth counts in the memory of each process: users.services.limits counts for all
)
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(CODE_LIFE.total_seconds())
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": CODE_DIGITS}
ACCOUNT_LOGIN_TIMEOUT = 24 * 3600  # longer than a code lives: « ce code ne vaut plus » can be said
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_RATE_LIMITS = False  # a key proves itself by a signature: there is nothing to guess
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "trajectoires.users.models"  # a session says whose it is: her other browsers can be closed
SESSION_COOKIE_AGE = 30 * 24 * 3600  # the thirty days that the screens promise
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie but the session
CSRF_USE_SESSIONS = True  # one cookie, the session's, and only where a form is shown
CSRF_FAILURE_VIEW = "trajectoires.ui.views.csrf_failure"

# --- uploads --------------------------------------------------------------------------------------------------------

FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"  # private; limits are in documents.enums
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o640  # of images and documents, which the proxy reads; raw uploads stay 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "trajectoires.documents.middleware.WeighingUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- security -------------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = MODE == "production"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.boolean("BEHIND_TLS_PROXY") else None
)
SECURE_HSTS_SECONDS = 31_536_000 if MODE == "production" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = MODE == "production"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview shows the page in a frame of the same site
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/edition/"],  # has its own, in config.middleware
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}

# --- language, pages ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]  # what Wagtail says in French, put right
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
TASKS = {
    "default": {"BACKEND": "trajectoires.jobs.services.once.OnceBackend"}
}  # what Wagtail does after a save
WAGTAIL_SITE_NAME = "Trajectoires socio-économiques"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # what is shown in a field and typed there; the ISO form is understood too
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third-party request, editors included
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # of all frames: an image of few bytes may open on gigabytes
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]  # no SVG: it may carry scripts
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "ics", "json", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx",
]  # fmt: skip
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a file is taken away, never shown inside the site
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILSEARCH_BACKENDS = MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "trajectoires.search.loader", "AUTO_UPDATE": True}
}

# --- static files, logs ---------------------------------------------------------------------------------------------

STATIC_URL = "/statique/"
STATIC_ROOT = DATA_DIR / "statique"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": {
            "production": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "local": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "test": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }[MODE]
    },
}
WHITENOISE_MAX_AGE = 3600
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # SAMEORIGIN, for the editor's preview: see X_FRAME_OPTIONS
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "trajectoires.config.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- mail -----------------------------------------------------------------------------------------------------------

EMAIL_HOST = environment.text("EMAIL_HOST") or "localhost"
EMAIL_PORT = environment.integer("EMAIL_PORT", default=25)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.email_tls() == "starttls"
EMAIL_USE_SSL = environment.email_tls() == "implicit"
EMAIL_TIMEOUT = 30
EMAIL_FOLDER = DATA_DIR / "mails"
EMAIL_BACKEND = (  # on a machine of one's own, messages are read in a folder: nothing leaves by accident
    "trajectoires.mail.services.folder.FolderBackend"
    if MODE == "local" and not environment.text("EMAIL_HOST")
    else "django.core.mail.backends.smtp.EmailBackend"
)
DEFAULT_FROM_EMAIL = environment.text("CONTACT_EMAIL") or "ne-pas-repondre@localhost"
