"""Runs where the SDK is installed: prints the type of each result of a batch, with its status and pointers."""

import os
from datetime import UTC, datetime

from oneprotect_ticketing_client import AuthenticatedClient
from oneprotect_ticketing_client.api.alerts import create_alerts
from oneprotect_ticketing_client.models import (
    AlertAsset,
    AlertBatch,
    AlertBatchReceipt,
    AlertBatchResult,
    AlertCreate,
    AssetRole,
    AssetType,
    ForbiddenProblem,
    Severity,
    UnprocessableProblem,
)
from oneprotect_ticketing_client.types import Unset

source = AlertAsset(type_=AssetType.IP_ADDRESS, value="192.0.2.7", role=AssetRole.SOURCE)
time = datetime(2026, 1, 2, tzinfo=UTC)
alerts = [
    AlertCreate(name, "1", "Scan", Severity.LOW, time, assets=[source]) for name in ("suricata", "suricata", "wazuh")
]
with AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"]) as client:
    answer = create_alerts.sync(client=client, body=AlertBatch([*alerts, {"title": ""}]))
    assert isinstance(answer, AlertBatchResult), answer
    for result in answer.results:
        if isinstance(result, AlertBatchReceipt):
            print("receipt", result.status, result.created)
        elif isinstance(result, ForbiddenProblem):
            print("problem", result.status, result.code)
        elif isinstance(result, UnprocessableProblem) and not isinstance(result.errors, Unset):
            print("problem", result.status, *(error.pointer for error in result.errors))
