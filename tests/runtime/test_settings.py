"""Settings: invalid ones are rejected at start, and every one is documented."""

import pytest
from pydantic import ValidationError

from handlers.runtime.settings import Settings

URLS = ("DATABASE_URL", "MIGRATION_DATABASE_URL", "BACKGROUND_DATABASE_URL", "NATS_URL")


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize(
    "value",
    ["postgresql://app:secret@host:port/db", "postgresql://app:secret@host:99999/db", "postgresql://[::1/secret"],
)
def test_malformed_url_is_rejected_without_revealing_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.setenv(f"ONEPROTECT_{name}", value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    (error,) = caught.value.errors()
    assert error["loc"] == (name.lower(),)
    assert "not a valid URL" in error["msg"]
    assert "secret" not in error["msg"]


@pytest.mark.parametrize(
    "value",
    [
        "postgresql://app:secret@/db?host=%2Frun%2Fpostgresql&port=5432",
        "postgresql://app:p%40ss@one:5432,two:5433/db",
        "postgresql://[::1]:5432/db",
        "postgresql:///db",
    ],
)
def test_every_form_of_a_postgres_url_is_accepted(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("ONEPROTECT_DATABASE_URL", value)
    assert Settings().database_url == value


@pytest.mark.parametrize("value", ["", "600", "600/", "many/minute", "600/fortnight"])
def test_malformed_rate_limit_is_rejected(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("ONEPROTECT_RATE_LIMIT", value)
    with pytest.raises(ValidationError, match="write it as 600/minute"):
        Settings()


def test_every_setting_is_described_in_a_sentence():
    undescribed = [
        name for name, field in Settings.model_fields.items() if not (field.description or "").rstrip("`").endswith(".")
    ]
    assert undescribed == []
