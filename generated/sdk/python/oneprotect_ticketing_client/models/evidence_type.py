from enum import StrEnum


class EvidenceType(StrEnum):
    DNS_QUERY = "dns_query"
    FILE = "file"
    HTTP_REQUEST = "http_request"
    LOG = "log"
    NETWORK_FLOW = "network_flow"
    OTHER = "other"
    PROCESS = "process"

    def __str__(self) -> str:
        return str(self.value)
