"""One module per alert format: each turns a row of its source into the body of `create_alert`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.ingest.adapters import asff, falco, ocsf, sarif, suricata, wazuh, zeek
from handlers.ingest.alerts.alert import Options, Skipped
from handlers.ingest.alerts.values import Json


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its rows are recognized and adapted, and what `--include` may name."""

    name: str
    title: str
    recognizes: Callable[[Json], bool]
    adapt: Callable[[Json, Options], dict[str, Any] | Skipped]
    includes: frozenset[str]


# In the order in which `auto` tries them: the more specific marks first.
FORMATS = {
    format_.name: format_
    for format_ in (
        Format("sarif", "SARIF 2.1.0", sarif.recognizes, sarif.adapt, sarif.INCLUDES),
        Format("asff", "AWS Security Finding Format", asff.recognizes, asff.adapt, asff.INCLUDES),
        Format("ocsf", "OCSF findings", ocsf.recognizes, ocsf.adapt, ocsf.INCLUDES),
        Format("suricata", "Suricata EVE", suricata.recognizes, suricata.adapt, suricata.INCLUDES),
        Format("wazuh", "Wazuh alerts", wazuh.recognizes, wazuh.adapt, wazuh.INCLUDES),
        Format("falco", "Falco events", falco.recognizes, falco.adapt, falco.INCLUDES),
        Format("zeek", "Zeek notices", zeek.recognizes, zeek.adapt, zeek.INCLUDES),
    )
}
