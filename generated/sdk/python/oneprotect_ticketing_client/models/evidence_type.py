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

    @classmethod
    def _missing_(cls, value: object) -> "EvidenceType | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
