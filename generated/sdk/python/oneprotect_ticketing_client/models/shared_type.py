from enum import StrEnum


class SharedType(StrEnum):
    CLOUD_RESOURCE = "cloud_resource"
    CONTAINER = "container"
    FILE = "file"
    HOSTNAME = "hostname"
    IP_ADDRESS = "ip_address"
    OTHER = "other"
    PROCESS = "process"
    RULE = "rule"
    SERVICE = "service"
    URL = "url"
    USER = "user"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "SharedType | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
