import logging

import pytest

from trajectoires.config.logs import DiscreetFormatter


def test_a_logged_error_keeps_its_place_and_not_its_words(caplog):
    try:
        raise ValueError("Failing row contains (Marie, 1 234,50)")
    except ValueError:
        with caplog.at_level(logging.ERROR):
            logging.getLogger("trajectoires").exception("import refused")
    written = DiscreetFormatter("%(message)s").format(caplog.records[0])
    assert "import refused" in written
    assert "test_logs.py" in written
    assert written.endswith("ValueError")
    assert "Marie, 1" not in written.splitlines()[-1]


@pytest.mark.parametrize(
    "start",
    [
        "/agir/trajectoire/reprendre/",
        "/agir/autodiagnostic/reprendre/",
        "/agir/trajectoire/partage/",
        "/mon-espace/organisations/invitation/",
    ],
)
def test_the_key_of_a_link_is_never_written(client, db, caplog, start):
    key = "k" * 32
    with caplog.at_level(logging.WARNING):
        client.get(f"{start}{key}/")
    (record,) = [each for each in caplog.records if key in each.getMessage()]
    written = DiscreetFormatter("%(message)s").format(record)
    assert f"{start}…" in written
    assert key not in written


@pytest.mark.parametrize(
    "start", ["/lettre/", "/lettre/confirmer/", "/se-former/rappel/", "/se-former/rappel/confirmer/"]
)
def test_the_link_of_a_letter_or_a_reminder_is_never_written(client, db, caplog, start):
    token = "k" * 32
    with caplog.at_level(logging.WARNING):
        client.get(f"{start}{token}/")
    (record,) = [each for each in caplog.records if token in each.getMessage()]
    written = DiscreetFormatter("%(message)s").format(record)
    assert f"{start}…/" in written
    assert token not in written


@pytest.mark.parametrize("key", ["k" * 28, "kkkk-kkkk-kkkk", "kkkk kkkk kkkk"])
def test_the_key_of_an_attestation_is_never_written(client, db, caplog, key):
    with caplog.at_level(logging.WARNING):
        client.get(f"/se-former/attestations/{key}/")
    (record,) = [each for each in caplog.records if key in each.getMessage()]
    written = DiscreetFormatter("%(message)s").format(record)
    assert "/se-former/attestations/…/" in written
    assert "kkkk" not in written


def test_an_electronic_address_is_never_written():
    record = logging.LogRecord(
        "wagtail", logging.ERROR, "", 0, "Failed to send to %s", ("<a.b@exemple.org>",), None
    )
    assert DiscreetFormatter("%(message)s").format(record) == "Failed to send to <…@…>"
