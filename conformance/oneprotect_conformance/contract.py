"""The contract that a server serves: its operations, and the validation of single exchanges by openapi-core."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.templating.paths.exceptions import PathError
from werkzeug.datastructures import Headers, MultiDict
from werkzeug.http import parse_cookie

Json = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_MAX_BODY_BYTES = 1 << 20  # unless an operation states another limit
DOMAIN_REFUSALS = frozenset({"resolution-required", "unknown-target", "unknown-assignee"})


@dataclass(frozen=True)
class Operation:
    """One operation of the contract; the outermost references of ``parameters`` and ``body`` are resolved."""

    id: str
    method: str
    path: str
    scope: str | None
    accepts_token: bool
    problems: frozenset[str]
    parameters: tuple[Json, ...]
    body: Json | None
    body_required: bool
    media_types: tuple[str, ...]
    responses: Json
    max_body_bytes: int

    @property
    def label(self) -> str:
        """The name of the operation in reports."""
        return f"{self.method} {self.path}"

    @property
    def is_mutation(self) -> bool:
        """Whether it can change anything."""
        return self.method != "GET"

    @property
    def is_list(self) -> bool:
        """Whether it is a list, paged by cursor."""
        return self.method == "GET" and "cursor" in self.query

    @cached_property
    def query(self) -> dict[str, Json]:
        """The query parameters by name."""
        return {item["name"]: item for item in self.parameters if item["in"] == "query"}

    @property
    def ids(self) -> list[str]:
        """The names of the path parameters."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def oversized_body(self) -> bytes:
        """A JSON body of twice the size that it accepts."""
        return b'{"title": "' + b"a" * (2 * self.max_body_bytes) + b'"}'

    def accepts(self, header: str) -> bool:
        """Whether it has this header as a parameter."""
        return any(item["in"] == "header" and item["name"].lower() == header.lower() for item in self.parameters)

    def declares_header(self, status: int, header: str) -> bool:
        """Whether it declares this header for responses with this status."""
        return header in self.responses.get(str(status), {}).get("headers", {})


@dataclass(frozen=True)
class Contract:
    """A bundle and its server: ``root`` is the server's address, ``base`` the path of its operations."""

    root: str
    document: Json
    _validator: OpenAPI = field(repr=False)

    @classmethod
    def of(cls, root: str, document: Json) -> Contract:
        """Create the contract of the server that serves it at ``root``, whichever servers the document names.

        Raises openapi-core's errors if it is not an OpenAPI document.
        """
        document = {**document, "servers": [{"url": _base(root, document)}]}
        others = ("application/problem+json", "application/merge-patch+json")
        parsers: dict[str, Callable[[bytes], Any]] = dict.fromkeys(others, json.loads)
        validator = OpenAPI.from_dict(
            document, config=Config(spec_validator_cls=None, extra_media_type_deserializers=parsers)
        )
        return cls(root.rstrip("/"), document, validator)

    @property
    def base(self) -> str:
        """The common path of the operations, such as `/api/v1`."""
        return str(self.document["servers"][0]["url"])

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of the document."""
        return tuple(
            self._operation(method, path, node)
            for path, item in self.document["paths"].items()
            for method, node in self.resolve(item).items()
            if method in METHODS
        )

    @cached_property
    def by_id(self) -> dict[str, Operation]:
        """The operations by operationId."""
        return {operation.id: operation for operation in self.operations}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each problem in the examples of the shared responses, by code."""
        contents = [
            content
            for response in self.document.get("components", {}).get("responses", {}).values()
            for content in self.resolve(response).get("content", {}).values()
        ]
        values = [example.get("value") for content in contents for example in content.get("examples", {}).values()]
        problems = [value for value in values if isinstance(value, dict)]
        return {str(problem["code"]): problem["title"] for problem in problems if {"code", "title"} <= problem.keys()}

    def _operation(self, method: str, path: str, node: Json) -> Operation:
        security: list[dict[str, list[str]]] = node.get("security", self.document.get("security")) or []
        scopes = [scope for requirement in security for listed in requirement.values() for scope in listed]
        request_body = self.resolve(node.get("requestBody", {}))
        content = request_body.get("content", {})
        body = next((self.resolve(kind.get("schema", {})) for kind in content.values()), None)
        return Operation(
            id=str(node.get("operationId", f"{method} {path}")),
            method=method.upper(),
            path=path,
            scope=scopes[0] if scopes else None,
            accepts_token=any(self._is_bearer(scheme) for requirement in security for scheme in requirement),
            problems=frozenset(node.get("x-problems", ())),
            parameters=self._parameters(path, node),
            body=body,
            body_required=bool(request_body.get("required", False)),
            media_types=tuple(content),
            max_body_bytes=int(node.get("x-max-body-bytes", _MAX_BODY_BYTES)),
            responses={status: self.resolve(answer) for status, answer in (node.get("responses") or {}).items()},
        )

    def _parameters(self, path: str, node: Json) -> tuple[Json, ...]:
        """Return the parameters of an operation; its own replace those of its path with the same name and place."""
        of_path = self.resolve(self.document["paths"][path]).get("parameters", ())
        parameters = {
            (item["name"], item["in"]): item for item in map(self.resolve, (*of_path, *node.get("parameters", ())))
        }
        return tuple(parameters.values())

    def _is_bearer(self, scheme: str) -> bool:
        schemes = self.document.get("components", {}).get("securitySchemes", {})
        return str(schemes.get(scheme, {}).get("scheme", "")).lower() == "bearer"

    def resolve(self, node: Json) -> Json:
        """Follow a reference within the document. Raises LookupError if it leads nowhere or in a circle."""
        followed: set[str] = set()
        resolved: Any = node  # a malformed document may have any value here
        while isinstance(resolved, dict) and "$ref" in resolved:
            reference = str(resolved["$ref"])
            target: Any = self.document if reference.startswith("#/") and reference not in followed else None
            followed.add(reference)
            for step in reference.removeprefix("#/").split("/"):
                name = unquote(step).replace("~1", "/").replace("~0", "~")
                target = target.get(name) if isinstance(target, dict) else None
            if target is None:
                raise LookupError(f"the reference {reference} of the contract does not resolve")
            resolved = {**target, **{name: value for name, value in resolved.items() if name != "$ref"}}
        if not isinstance(resolved, dict):
            raise TypeError(f"the contract has {str(resolved)[:80]!r} where an object is expected")
        return resolved

    def label(self, request: httpx.Request) -> str:
        """Return the label of the operation that a request is for; method and path if the contract has none."""
        path = self.inner_path(request).removeprefix(self.base)
        for operation in self.operations:
            if operation.method == request.method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", operation.path), path):
                return operation.label
        return f"{request.method} {path}"

    def inner_path(self, request: httpx.Request) -> str:
        """Return the path below the server's address."""
        return request.url.path.removeprefix(urlsplit(self.root).path)

    def breach(self, response: httpx.Response) -> str | None:
        """Describe how an exchange breaks the contract; None if it conforms.

        The response is always validated, the request only if it was accepted.
        """
        path = self.inner_path(response.request)
        literal = self.document["paths"].get(path.removeprefix(self.base))
        if literal is not None and response.status_code == 405 and response.request.method.lower() not in literal:
            # openapi-core would validate it against another path, with a parameter in that place.
            return None
        sent = _Sent(response.request, path)
        try:
            self._validator.validate_response(sent, _Received(response))
            if response.is_success:
                self._validator.validate_request(sent)
        except PathError:
            if response.status_code in {404, 405}:
                return None
            return f"the contract declares no such path or method, but the server answered {response.status_code}"
        except OpenAPIError as error:
            reasons = [str(reason.message) for reason in getattr(error.__cause__, "schema_errors", ())]
            return "; ".join([f"{error} {error.__cause__ or ''}".strip(), *reasons])
        except Exception as error:  # noqa: BLE001 - whatever in the contract openapi-core cannot handle
            return f"openapi-core cannot validate the exchange: {type(error).__name__}: {error}"
        return None


def _base(root: str, document: Json) -> str:
    """Return the path of the operations below the server's address, from the first server that the contract names."""
    server = (document.get("servers") or [{"url": ""}])[0]
    variables = server.get("variables", {})
    url = re.sub(r"{([^{}]+)}", lambda name: str(variables.get(name[1], {}).get("default", "")), str(server["url"]))
    path = urlsplit(url).path.rstrip("/")
    # An absolute URL includes the path at which the server itself is mounted.
    return path.removeprefix(urlsplit(root).path.rstrip("/")) if "//" in url else path


class _Sent:
    """A request in the form that openapi-core expects."""

    host_url = ""

    def __init__(self, request: httpx.Request, path: str) -> None:
        self.request = request
        self.path = path
        self.method = request.method.lower()
        query = MultiDict(request.url.params.multi_items())
        cookies = parse_cookie(request.headers.get("cookie"))
        headers = Headers(request.headers.multi_items())
        self.parameters = RequestParameters(query=query, header=headers, cookie=cookies)

    @property
    def content_type(self) -> str:
        return str(self.request.headers.get("content-type", ""))

    @property
    def body(self) -> bytes | None:
        # httpx does not keep streamed bodies. `null` counts as no body, which openapi-core accepts only if it may.
        content: bytes = getattr(self.request, "_content", b"")
        return content if content.strip() not in {b"", b"null"} else None


@dataclass(frozen=True)
class _Received:
    """A response in the form that openapi-core expects."""

    response: httpx.Response

    @property
    def status_code(self) -> int:
        return self.response.status_code

    @property
    def content_type(self) -> str:
        return str(self.response.headers.get("content-type", ""))

    @property
    def headers(self) -> Headers:
        return Headers(self.response.headers.multi_items())

    @property
    def data(self) -> bytes:
        return self.response.content
