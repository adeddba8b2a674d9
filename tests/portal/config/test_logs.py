import logging

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
