from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.alert_create import AlertCreate


T = TypeVar("T", bound="AlertBatch")


@_attrs_define
class AlertBatch:
    """Alerts to report in one request.

    Attributes:
        alerts (list[AlertCreate | Any]): Alerts as `create_alert` accepts them. Each is validated, authorized, stored
            and audited on its own. Therefore an item may be any JSON value: one that is not a valid alert gets a problem of
            its own in `results`.
    """

    alerts: list[AlertCreate | Any]

    def to_dict(self) -> dict[str, Any]:
        from ..models.alert_create import AlertCreate  # noqa: PLC0415

        alerts = []
        for alerts_item_data in self.alerts:
            alerts_item: Any | dict[str, Any]
            if isinstance(alerts_item_data, AlertCreate):
                alerts_item = alerts_item_data.to_dict()
            else:
                alerts_item = alerts_item_data
            alerts.append(alerts_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "alerts": alerts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_create import AlertCreate  # noqa: PLC0415

        d = dict(src_dict)
        alerts = []
        _alerts = d.pop("alerts")
        for alerts_item_data in _alerts:

            def _parse_alerts_item(data: object) -> AlertCreate | Any:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    alerts_item_type_0 = AlertCreate.from_dict(data)

                    return alerts_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(AlertCreate | Any, data)

            alerts_item = _parse_alerts_item(alerts_item_data)

            alerts.append(alerts_item)

        alert_batch = cls(
            alerts=alerts,
        )

        return alert_batch
