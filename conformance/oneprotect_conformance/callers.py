"""The start of a run: fetch the contract and identify each caller."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from oneprotect_conformance.clock import Clock, LateError
from oneprotect_conformance.contract import Contract, Json
from oneprotect_conformance.findings import Findings
from oneprotect_conformance.world import Caller, World

_FETCH = 30.0  # seconds within which a server has to deliver its contract
_TIMEOUT = 60.0  # seconds between two bytes of a response


class UnusableServerError(Exception):
    """Nothing can be checked: no server, no usable contract, or a rejected token. The message says which."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of a run: of the main caller, of a second tenant and of an auditor."""

    main: str = field(repr=False)
    second: str | None = field(default=None, repr=False)
    auditor: str | None = field(default=None, repr=False)

    @property
    def by_name(self) -> dict[str, str]:
        """The variable that replaces each token in reports, by the token."""
        named = {self.auditor: "AUDITOR_TOKEN", self.second: "SECOND_TOKEN", self.main: "TOKEN"}
        return {token: name for token, name in named.items() if token}


def server_address(url: str) -> str:
    """Strip the paths of the contract and of the API from an address that a person has copied."""
    return url.rstrip("/").removesuffix("/openapi.json").removesuffix("/api/v1")


def fetch_contract(root: str, clock: Clock) -> Contract:
    """Fetch the contract that a server serves. Raises UnusableServerError if it serves none, or another product's."""
    document = _document(root, clock)
    try:
        contract = Contract.of(root, document)
        operations = contract.operations
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the document, report it and end the run
        raise UnusableServerError(
            f"{root}/openapi.json cannot be used as an OpenAPI document: {_described(error)}"
        ) from None
    if not operations:
        raise UnusableServerError(f"{root}/openapi.json contains no operation")
    return contract


def _document(root: str, clock: Clock) -> Json:
    if not root.startswith(("http://", "https://")):
        raise UnusableServerError(f"{root} is not the address of a server: write it as http://host:port")
    try:
        with clock.within(min(_FETCH, clock.for_fuzzing())):
            response = httpx.get(f"{root}/openapi.json", timeout=_FETCH, follow_redirects=True)
        document = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnusableServerError(_unreachable(root, error)) from None
    except LateError:
        raise UnusableServerError(f"{root}/openapi.json was not delivered within {_FETCH:.0f} s") from None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise UnusableServerError(
            f"{root}/openapi.json is not an OpenAPI document: is {root} the address of the server itself?"
        )
    components = document.get("components")
    if "/me" not in document["paths"] or not isinstance(components, dict) or "schemas" not in components:
        raise UnusableServerError(f"{root}/openapi.json is the contract of another product: it has no GET /me")
    return document


def _unreachable(root: str, error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {root} is not trusted ({cause.verify_message}): "
            "set SSL_CERT_FILE to the file of its certificate authority"
        )
    return f"{root} did not respond ({type(error).__name__}): is the server running there?"


def _described(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:300]}".rstrip(": ")


def new_world(
    contract: Contract,
    findings: Findings,
    tokens: Tokens,
    clock: Clock,
    on_response: Callable[[World, httpx.Response], None],
) -> World:
    """Create the world of a run and call ``on_response`` for every response that a caller receives.

    Raises UnusableServerError if the contract lacks what a world needs.
    """
    main, anonymous = _caller("TOKEN", tokens.main), Caller("", httpx.Client(timeout=_TIMEOUT))
    try:
        world = World(contract, findings, main, anonymous, quick=clock.quick, clock=clock)
    except (LookupError, TypeError, AttributeError) as error:
        raise UnusableServerError(
            f"{contract.root}/openapi.json lacks a schema that the checks need: {_described(error)}"
        ) from None
    world.second = _caller("SECOND_TOKEN", tokens.second) if tokens.second else None
    world.auditor = _caller("AUDITOR_TOKEN", tokens.auditor) if tokens.auditor else None
    for caller in (world.main, world.anonymous, world.second, world.auditor):
        if caller is not None:
            caller.client.event_hooks = {"response": [lambda response: on_response(world, response)]}
    return world


def _caller(name: str, token: str) -> Caller:
    return Caller(name, httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=_TIMEOUT))


def identify_callers(world: World) -> list[str]:
    """Read tenant, roles and permissions of each caller; return the roles of the main caller.

    Raises UnusableServerError if a token is rejected, or is not of the tenant or role that its option asks for.
    """
    world.check = "callers"
    identities: dict[str, Json] = {}
    try:
        for caller in (world.main, world.second, world.auditor):
            if caller is not None:
                identities[caller.name] = _identity(world, caller)
                caller.permissions = frozenset(identities[caller.name]["permissions"])
    except httpx.HTTPError as error:
        raise UnusableServerError(f"GET /me got no response ({type(error).__name__})") from None
    tenant = identities["TOKEN"]["tenant"]
    if world.second and identities["SECOND_TOKEN"]["tenant"] == tenant:
        raise UnusableServerError(
            "the token of --second-tenant-token-file is of the same tenant as the token of --token-file: "
            "use one of another tenant"
        )
    if world.auditor and identities["AUDITOR_TOKEN"]["tenant"] != tenant:
        raise UnusableServerError(
            "the token of --auditor-token-file is of another tenant than the token of --token-file: "
            "use one of the same tenant"
        )
    if world.auditor and identities["AUDITOR_TOKEN"]["roles"] != ["auditor"]:
        roles = ", ".join(identities["AUDITOR_TOKEN"]["roles"])
        raise UnusableServerError(
            f"the token of --auditor-token-file has the role {roles}: use one with the role auditor alone"
        )
    return list(identities["TOKEN"]["roles"])


def _identity(world: World, caller: Caller) -> Json:
    response = world.send(caller, "GET", "/me")
    try:
        document = response.json()
    except (ValueError, RecursionError):
        document = None
    body: Json = document if isinstance(document, dict) else {}
    if response.status_code == 200:
        if all(_is_list_of_strings(body.get(name)) for name in ("roles", "permissions")) and "tenant" in body:
            return body
        reason = f"the response lacks tenant, roles or permissions: {response.text[:200]}"
    else:
        reason = str(body.get("detail", "")) if body else response.text[:200]
    raise UnusableServerError(
        world.findings.hidden(
            f"the token of {caller.option} cannot be used: GET /me returned {response.status_code}. {reason}"
        )
    )


def _is_list_of_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def lost_access(world: World) -> str | None:
    """Identify each caller again at the end; return whose token is rejected by now, or that the server is gone."""
    world.check = "callers"
    for caller in (world.main, world.second, world.auditor):
        if caller is None:
            continue
        try:
            status = caller.client.get(world.address("/me")).status_code
        except httpx.HTTPError as error:
            return f"the server no longer responded at the end ({type(error).__name__})"
        if status == 401:
            return f"the token of {caller.option} was no longer accepted at the end: use one that is valid longer"
    return None
