"""Talking to a running Manta over its own API."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self, TypeVar

import httpx2
from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.errors import ConfigurationError, MantaError, UnauthenticatedError, UnavailableError
from domain.health import HealthStatus

T = TypeVar("T")

Params = Mapping[str, str | int | Sequence[str]]

RETRIES = 2
"""How often a connection that could not be made is tried again."""


class PartReport(BaseModel):
    """One part's state; the detail is shown only to those with a key."""

    ok: bool
    detail: str | None = None


class HealthReport(BaseModel):
    """The answer of GET /api/health."""

    status: HealthStatus
    timestamp: datetime
    version: str
    checks: dict[str, PartReport]


class ApiError(MantaError):
    """Manta refused the request."""

    code = "refused"


class Client:
    """A bearer-authenticated client whose answers are checked against types.

    Args:
        url: Where Manta answers.
        key: An API key; None for the little that needs none.
        timeout_s: Bound on each step of a request.
        transport: What carries the requests; None is the network.

    Raises:
        ConfigurationError: The address or the key can't be one.
        UnavailableError: Manta does not answer.
        UnauthenticatedError: The key is missing or wrong.
        ApiError: Manta refused; the text is its own.
    """

    def __init__(
        self,
        url: str,
        key: str | None,
        *,
        timeout_s: float = 30.0,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        self.url = url
        try:
            self._client = httpx2.Client(
                base_url=url,
                headers=headers | {"Accept": "application/json"},
                timeout=timeout_s,
                transport=transport or httpx2.HTTPTransport(retries=RETRIES),
            )
        except (httpx2.InvalidURL, UnicodeEncodeError) as error:
            raise ConfigurationError(
                f"Either {url} is no address or the key is no key.",
                remedy="Correct MANTA_URL or MANTA_API_KEY.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, shape: type[T], params: Params | None = None) -> T:
        """GET `path` and return the answer as `shape`."""
        response = self._send(self._client.build_request("GET", path, params=params))
        return _read(response, shape)

    def post(self, path: str, shape: type[T], body: object = None) -> T:
        """POST `body` as JSON and return the answer as `shape`."""
        return _read(self._send(self._client.build_request("POST", path, json=body)), shape)

    def put(self, path: str, shape: type[T], body: object) -> T:
        """PUT `body` as JSON and return the answer as `shape`."""
        return _read(self._send(self._client.build_request("PUT", path, json=body)), shape)

    def patch(self, path: str, shape: type[T], body: object) -> T:
        """PATCH `path` with `body` as JSON and return the answer as `shape`."""
        return _read(self._send(self._client.build_request("PATCH", path, json=body)), shape)

    def delete(self, path: str) -> None:
        """DELETE `path`, whose answer says nothing."""
        response = self._send(self._client.build_request("DELETE", path))
        if response.is_error:
            raise _refusal(response)

    def get_health(self) -> HealthReport:
        """Return the state of the whole; an unwell system answers too."""
        response = self._send(self._client.build_request("GET", "/api/health"))
        try:
            return HealthReport.model_validate_json(response.content)
        except ValidationError as error:
            raise UnavailableError(f"{self.url} answers, but not as Manta.") from error

    def _send(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return self._client.send(request)
        except httpx2.RequestError as error:
            raise UnavailableError(
                f"Nothing answers at {self.url} ({type(error).__name__}).",
                remedy="Start Manta with `manta up`, or set MANTA_URL to where it runs.",
            ) from error


def _read(response: httpx2.Response, shape: type[T]) -> T:
    if response.is_error:
        raise _refusal(response)
    try:
        return TypeAdapter(shape).validate_json(response.content)
    except ValidationError as error:
        raise ApiError(
            f"The answer to {response.request.url.path} is not one of Manta's.",
            remedy="Check MANTA_URL, and that client and server have the same version.",
        ) from error


def _refusal(response: httpx2.Response) -> MantaError:
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        return UnauthenticatedError(remedy="Set MANTA_API_KEY, or run this where `manta up` runs.")
    try:
        problem = TypeAdapter(dict[str, object]).validate_json(response.content)
    except ValidationError:
        # Manta always says why, in JSON: this is the proxy before it, which knows no path yet or no server.
        return UnavailableError(
            f"What answers is not Manta: {response.status_code} {response.reason_phrase}.",
            remedy="It may be starting: try again in some seconds. If it stays so, check MANTA_URL.",
        )
    detail = str(problem.get("detail") or f"{response.status_code} {response.reason_phrase}")
    kind = UnavailableError if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE else ApiError
    return kind(detail, remedy=str(problem.get("remedy") or ""))
