"""The tenant that each client runs against."""

from uuid import uuid4

import httpx
import pytest

from tests.product import Product


@pytest.fixture
def prepared_tenant(product: Product) -> str:
    """A tenant with five tickets: 1 and 2 are new, 3 and 4 triaged, and 5 is in progress."""
    tenant = f"i-{uuid4().hex[:12]}"
    with product.client("analyst", tenant) as client:
        for number in range(1, 6):
            ticket = client.post("/tickets", json={"title": f"Ticket {number}"}).json()
            if number > 2:
                update(client, ticket["id"], status="triaged")
            if number > 4:
                update(client, ticket["id"], status="in_progress")
    return tenant


def update(client: httpx.Client, ticket_id: str, **body: str) -> None:
    path = f"/tickets/{ticket_id}"
    answer = client.patch(path, json=body, headers={"If-Match": client.get(path).headers["ETag"]})
    assert answer.status_code == 200, answer.text
