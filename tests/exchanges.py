"""Every exchange of every HTTP test is judged against the bundle by openapi-core, which knows nothing of ours."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.templating.paths.exceptions import PathError
from werkzeug.datastructures import Headers, MultiDict

BUNDLE = Path(__file__).parent.parent / "generated" / "openapi.json"
JUDGED: Counter[str] = Counter()


@dataclass(frozen=True)
class Sent:
    """A request as openapi-core wants to see it."""

    request: httpx.Request
    host_url: str = ""

    def __post_init__(self) -> None:
        self.parameters.header.extend(self.request.headers.multi_items())

    @property
    def path(self) -> str:
        return self.request.url.path

    @property
    def method(self) -> str:
        return self.request.method.lower()

    @cached_property
    def parameters(self) -> RequestParameters:
        return RequestParameters(query=MultiDict(self.request.url.params.multi_items()), header=Headers())

    @property
    def content_type(self) -> str:
        return str(self.request.headers.get("content-type", ""))

    @property
    def body(self) -> bytes | None:
        # A streamed one was not kept; a request is judged with its body where that was accepted.
        return getattr(self.request, "_content", None) or None


@dataclass(frozen=True)
class Received:
    """A response as openapi-core wants to see it."""

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


@cache
def bundle() -> OpenAPI:
    problems = {"application/problem+json": json.loads}
    return OpenAPI.from_file_path(
        str(BUNDLE), config=Config(spec_validator_cls=None, extra_media_type_deserializers=problems)
    )


def judge(response: httpx.Response) -> None:
    """Hold an answer to the bundle, and a request that was accepted, too."""
    request = Sent(response.request)
    try:
        bundle().validate_response(request, Received(response))
        if response.is_success:
            bundle().validate_request(request)
    except PathError:
        assert response.status_code in {404, 405}, f"{request.method} {request.path} is served and not in the bundle"
    except OpenAPIError as error:
        reasons = [str(reason) for reason in getattr(error.__cause__, "schema_errors", ())]
        pytest.fail(
            f"{request.method} {request.path} answered {response.status_code} against the bundle: "
            f"{error!r} {error.__cause__!r} {reasons}\n{response.text[:2000]}"
        )
    JUDGED[request.path] += 1


@pytest.fixture(autouse=True, scope="session")
def every_exchange_is_judged() -> Iterator[None]:
    """Look at what any client of a test sends and receives below /api/v1."""
    send = httpx.Client.send

    def judged(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        response = send(self, request, **options)
        if request.url.path.startswith("/api/v1/"):
            judge(response)
        return response

    patch = pytest.MonkeyPatch()
    patch.setattr(httpx.Client, "send", judged)
    yield
    patch.undo()
