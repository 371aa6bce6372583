"""What the environment decides; everything else is decided by the token or the contract."""

from __future__ import annotations

from pathlib import Path

from limits import RateLimitItem, parse
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings by environment variable, each with the prefix ``ONEPROTECT_``; a wrong one stops the start."""

    model_config = SettingsConfigDict(env_prefix="ONEPROTECT_", frozen=True)

    home: Path = Field(default=Path(".oneprotect"), description="Folder of the local state and keys")
    host: str = Field(default="127.0.0.1", description="Address that the API listens on")
    port: int = Field(default=8080, ge=1, le=65535, description="Port that the API listens on")
    allowed_hosts: list[str] = Field(default=[], description="Host names that requests may name; empty allows all")
    database_url: str | None = Field(default=None, description="Postgres, as the application's login")
    migration_database_url: str | None = Field(default=None, description="Postgres, as the owner")
    background_database_url: str | None = Field(default=None, description="Postgres, as the relay's login")
    nats_url: str | None = Field(default=None, description="NATS with JetStream")
    docs_site: Path | None = Field(default=None, description="Folder of the built docs; the sources' own by default")
    console_site: Path | None = Field(
        default=None, description="Folder of the built console; the sources' own by default"
    )
    database_connections: int = Field(default=16, ge=2, le=500, description="Connections that one process holds")
    statement_timeout_ms: int = Field(default=15_000, ge=100, le=600_000, description="Longest run of a statement")
    cursor_key: SecretStr | None = Field(default=None, description="Secret that signs cursors; the same in all copies")
    session_key: SecretStr | None = Field(
        default=None, min_length=32, description="Secret that vouches for sessions; the same in all copies"
    )
    session_hours: float = Field(default=12, gt=0, le=24, description="How long a session of the console lasts")
    insecure_cookies: bool = Field(default=False, description="Let the session's cookie go over plain HTTP")
    demo_sign_in: bool = Field(default=False, description="Let everybody in as a demo identity: never outside `up`")
    token_issuer: str = Field(default="urn:oneprotect:local", description="Whose tokens are accepted")
    token_audience: str = Field(default="oneprotect-ticketing", description="What tokens must be meant for")
    provision_tenants: bool = Field(default=False, description="Enter a tenant when its first token is seen")
    rate_limit: str = Field(default="60000/minute", description="Requests of one principal to one API process")
    ack_wait_seconds: float = Field(default=30, ge=0.5, le=3600, description="Time that a worker has for one event")
    max_deliveries: int = Field(default=5, ge=1, le=1000, description="Tries of one event before the dead letters")

    @field_validator("rate_limit")
    @classmethod
    def _is_rate(cls, value: str) -> str:
        try:
            parse(value)
        except ValueError:
            raise ValueError("write it as 600/minute: a number, a slash, and second, minute, hour or day") from None
        return value

    @property
    def rate(self) -> RateLimitItem:
        """Give the rate limit, parsed."""
        return parse(self.rate_limit)
