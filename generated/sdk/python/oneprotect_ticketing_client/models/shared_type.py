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
