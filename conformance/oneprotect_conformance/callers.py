"""Where a run begins: the contract is fetched, and each caller introduced."""

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

_FETCH = 30.0  # seconds within which a server has to give its contract
_TIMEOUT = 60.0  # seconds between two bytes of an answer


class UnusableServerError(Exception):
    """There is nothing to judge: no server, no contract, or a token that it does not take. The message says which."""


@dataclass(frozen=True)
class Tokens:
    """The identities of a run: the one that is judged, and who must not see what it sees."""

    main: str = field(repr=False)
    second: str | None = field(default=None, repr=False)
    auditor: str | None = field(default=None, repr=False)

    @property
    def by_name(self) -> dict[str, str]:
        """The variable that stands for each in reports, by the token."""
        named = {self.auditor: "AUDITOR_TOKEN", self.second: "SECOND_TOKEN", self.main: "TOKEN"}
        return {token: name for token, name in named.items() if token}


def root_of(url: str) -> str:
    """Give the server's address, of what a person has copied."""
    return url.rstrip("/").removesuffix("/openapi.json").removesuffix("/api/v1")


def contract_of(root: str, clock: Clock) -> Contract:
    """Fetch the contract that a server serves. Raises UnusableServerError where it serves none that is ours."""
    document = _document(root, clock)
    try:
        contract = Contract.of(root, document)
        operations = contract.operations
    except Exception as error:  # noqa: BLE001 - whatever is odd about it, it is said and the run ends
        raise UnusableServerError(
            f"{root}/openapi.json is no OpenAPI document that can be worked with: {_told(error)}"
        ) from None
    if not operations:
        raise UnusableServerError(f"{root}/openapi.json has no operation")
    return contract


def _document(root: str, clock: Clock) -> Json:
    if not root.startswith(("http://", "https://")):
        raise UnusableServerError(f"{root} is no address of a server: write it as http://host:port")
    try:
        with clock.within(min(_FETCH, clock.for_fuzzing())):
            response = httpx.get(f"{root}/openapi.json", timeout=_FETCH, follow_redirects=True)
        document = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnusableServerError(_unreachable(root, error)) from None
    except LateError:
        raise UnusableServerError(f"{root}/openapi.json did not come to its end within {_FETCH:.0f} s") from None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise UnusableServerError(f"{root}/openapi.json is no contract: is {root} the address of the server itself?")
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
            "name the file of its certificate authority in SSL_CERT_FILE"
        )
    return f"{root} did not answer ({type(error).__name__}): does the server run there?"


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:300]}".rstrip(": ")


def new_world(
    contract: Contract, findings: Findings, tokens: Tokens, clock: Clock, heard: Callable[[World, httpx.Response], None]
) -> World:
    """Make the world of a run, where each answer is ``heard``.

    Raises UnusableServerError where the contract has not what a world is made of.
    """
    main, nobody = _caller("TOKEN", tokens.main), Caller("", httpx.Client(timeout=_TIMEOUT))
    try:
        world = World(contract, findings, main, nobody, quick=clock.quick, clock=clock)
    except (LookupError, TypeError, AttributeError) as error:
        raise UnusableServerError(f"{contract.root}/openapi.json lacks what is judged here: {_told(error)}") from None
    world.second = _caller("SECOND_TOKEN", tokens.second) if tokens.second else None
    world.auditor = _caller("AUDITOR_TOKEN", tokens.auditor) if tokens.auditor else None
    for caller in (world.main, world.nobody, world.second, world.auditor):
        if caller is not None:
            caller.client.event_hooks = {"response": [lambda answer: heard(world, answer)]}
    return world


def _caller(name: str, token: str) -> Caller:
    return Caller(name, httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=_TIMEOUT))


def introduce(world: World) -> list[str]:
    """Ask who each caller is; give the roles of the main one.

    Raises UnusableServerError where one is not to be used.
    """
    world.check = "callers"
    who: dict[str, Json] = {}
    try:
        for caller in (world.main, world.second, world.auditor):
            if caller is not None:
                who[caller.name] = _who(world, caller)
                caller.permissions = frozenset(who[caller.name]["permissions"])
    except httpx.HTTPError as error:
        raise UnusableServerError(f"GET /me was not answered ({type(error).__name__})") from None
    tenant = who["TOKEN"]["tenant"]
    if world.second and who["SECOND_TOKEN"]["tenant"] == tenant:
        raise UnusableServerError("the second tenant's token is of the same tenant; make one of another tenant")
    if world.auditor and who["AUDITOR_TOKEN"]["tenant"] != tenant:
        raise UnusableServerError("the auditor's token is of another tenant; make one of the same tenant")
    if world.auditor and who["AUDITOR_TOKEN"]["roles"] != ["auditor"]:
        roles = ", ".join(who["AUDITOR_TOKEN"]["roles"])
        raise UnusableServerError(f"the auditor's token has the role {roles}; make one of the role auditor")
    return list(who["TOKEN"]["roles"])


def _who(world: World, caller: Caller) -> Json:
    answer = world.send(caller, "GET", "/me")
    try:
        given = answer.json()
    except (ValueError, RecursionError):
        given = None
    body: Json = given if isinstance(given, dict) else {}
    if answer.status_code == 200:
        if all(_is_words(body.get(name)) for name in ("roles", "permissions")) and "tenant" in body:
            return body
        said = f"it does not tell tenant, roles and permissions: {answer.text[:200]}"
    else:
        said = str(body.get("detail", "")) if body else answer.text[:200]
    raise UnusableServerError(
        world.findings.hidden(
            f"the token of {caller.option} is not taken, so that nothing can be said: "
            f"GET /me is {answer.status_code}. {said}"
        )
    )


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def still_taken(world: World) -> str | None:
    """Ask at the end who each caller is; tell whose token was taken no longer, or that nobody answered."""
    world.check = "callers"
    for caller in (world.main, world.second, world.auditor):
        if caller is None:
            continue
        try:
            status = caller.client.get(world.address("/me")).status_code
        except httpx.HTTPError as error:
            return f"the server answered no more at the end ({type(error).__name__})"
        if status == 401:
            return f"{caller.option} names a token that was taken no longer at the end: use one that lasts"
    return None
