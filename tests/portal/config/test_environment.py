import pytest
from django.core.exceptions import ImproperlyConfigured

from trajectoires.config import environment


def test_production_is_what_happens_when_nothing_is_said(monkeypatch):
    monkeypatch.delenv("TRAJECTOIRES_MODE", raising=False)
    assert environment.mode() == "production"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: environment.boolean("PROBE"), "oui"),
        (lambda: environment.integer("PROBE", default=1), "douze"),
        (lambda: environment.database("sqlite:///x"), "unused"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(monkeypatch, read, value):
    monkeypatch.setenv("PROBE", value)
    with pytest.raises(ImproperlyConfigured, match="on attend"):
        read()


def test_an_unknown_mode_is_refused(monkeypatch):
    monkeypatch.setenv("TRAJECTOIRES_MODE", "prod")
    with pytest.raises(ImproperlyConfigured, match="production, local ou test"):
        environment.mode()


def test_production_has_no_secret_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY est absente"):
        environment.secret_key("production", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_local_secret_is_drawn_once_kept_private_and_found_again(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    drawn = environment.secret_key("local", tmp_path)
    assert len(drawn) >= 50
    assert environment.secret_key("local", tmp_path) == drawn
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600]


def test_a_database_address_with_a_socket():
    read = environment.database("postgresql://a%40b:p%2Fq@db:5433/base?sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"]) == (
        "a@b", "p/q", "db", "5433", "base",
    )  # fmt: skip
    assert read["OPTIONS"] == {"sslmode": "require"}
    assert environment.database("postgresql://postgres@/base?host=/run/x")["HOST"] == "/run/x"


@pytest.mark.parametrize("value", ["none", "starttls", "implicit"])
def test_how_mail_is_kept_secret(monkeypatch, value):
    monkeypatch.setenv("EMAIL_TLS", value)
    assert environment.email_tls() == value


def test_an_unknown_way_of_keeping_mail_secret_is_refused(monkeypatch):
    monkeypatch.setenv("EMAIL_TLS", "True")
    with pytest.raises(ImproperlyConfigured, match="none, starttls ou implicit"):
        environment.email_tls()
