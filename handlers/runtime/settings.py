"""Settings from environment variables; everything else is determined by the token or the contract."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from limits import RateLimitItem, parse
from pydantic import Field, IPvAnyNetwork, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings by environment variable, each with the prefix ``ONEPROTECT_``; an invalid one stops the start."""

    model_config = SettingsConfigDict(env_prefix="ONEPROTECT_", frozen=True)

    home: Path = Field(
        default=Path(".oneprotect"), description="Folder for local keys and, with `oneprotect up`, all local state."
    )
    host: str = Field(default="127.0.0.1", description="Address that the API listens on.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port that the API listens on.")
    allowed_hosts: list[str] = Field(
        default=[],
        description="Host names, as a JSON list, that the Host header of a request may contain. Empty allows all.",
    )
    trusted_proxies: list[IPvAnyNetwork] = Field(
        default=[],
        description="Addresses or networks, as a JSON list, of the proxies whose X-Forwarded-For header is believed.",
    )
    database_url: str | None = Field(
        default=None, description="Postgres URL with the application's login. The API and the worker need it."
    )
    migration_database_url: str | None = Field(
        default=None,
        description="Postgres URL with the owner's login, for `oneprotect migrate`, `redact` and `tenant add`.",
    )
    background_database_url: str | None = Field(
        default=None, description="Postgres URL with the background login, for the relay and `oneprotect redact`."
    )
    nats_url: str | None = Field(
        default=None, description="URL of NATS with JetStream. The relay, the worker and `oneprotect events` need it."
    )
    docs_site: Path | None = Field(
        default=None, description="Folder with the built script of /docs. By default the one `oneprotect build` writes."
    )
    console_site: Path | None = Field(
        default=None, description="Folder with the built console. By default the one `oneprotect build` writes."
    )
    database_connections: int = Field(
        default=16, ge=2, le=500, description="Maximum number of Postgres connections of one API process."
    )
    statement_timeout_ms: int = Field(
        default=15_000, ge=100, le=600_000, description="Milliseconds after which Postgres cancels a statement."
    )
    cursor_key: SecretStr | None = Field(
        default=None,
        description="Secret that signs cursors, the same in all API processes. By default a key in the home folder.",
    )
    session_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Secret of at least 32 characters that signs session cookies, the same in all API processes. "
        "By default a key in the home folder.",
    )
    session_hours: float = Field(
        default=12, gt=0, le=24, description="Hours after which a session of the console expires."
    )
    insecure_cookies: bool = Field(
        default=False, description="Whether browsers may send the session cookie over plain HTTP."
    )
    demo_sign_in: bool = Field(
        default=False,
        description="Whether anyone can sign in to the console as a demo identity. Only for `oneprotect up`.",
    )
    token_issuer: str = Field(default="urn:oneprotect:local", description="Issuer (`iss`) whose tokens are accepted.")
    token_audience: str = Field(
        default="oneprotect-ticketing", description="Audience (`aud`) that tokens must be issued for."
    )
    provision_tenants: bool = Field(
        default=False, description="Whether a tenant is created when its first valid token is used."
    )
    rate_limit: str = Field(
        default="60000/minute", description="Requests that a principal may send to one API process, such as 600/minute."
    )
    ack_wait_seconds: float = Field(
        default=30, ge=0.5, le=3600, description="Seconds that a worker has for one event before NATS redelivers it."
    )
    max_deliveries: int = Field(
        default=5, ge=1, le=1000, description="Attempts at one event before it goes to the dead-letter table."
    )

    @field_validator("database_url", "migration_database_url", "background_database_url", "nats_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        """Reject what the drivers raise arbitrary errors for. A Postgres URL may name several hosts."""
        try:
            for host in urlsplit(value or "").netloc.rpartition("@")[2].split(","):
                _ = urlsplit(f"//{host}").port
        except ValueError:  # its text may contain a part of the password
            raise ValueError(
                "this is not a valid URL: write it as scheme://user:password@host:port/name, with other characters "
                "percent-encoded"
            ) from None
        return value

    @field_validator("rate_limit")
    @classmethod
    def _check_rate_limit(cls, value: str) -> str:
        try:
            parse(value)
        except ValueError:
            raise ValueError("write it as 600/minute: a number, a slash, and second, minute, hour or day") from None
        return value

    @property
    def rate(self) -> RateLimitItem:
        """The rate limit, parsed."""
        return parse(self.rate_limit)
