from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alert_link import AlertLink
    from ..models.asset_link import AssetLink
    from ..models.audit_record_link import AuditRecordLink
    from ..models.delivery_record_link import DeliveryRecordLink
    from ..models.evidence_link import EvidenceLink
    from ..models.external_reference_link import ExternalReferenceLink
    from ..models.ticket_link import TicketLink


T = TypeVar("T", bound="LinkPage")


@_attrs_define
class LinkPage:
    """A page of links.

    Attributes:
        items (list[AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink
            | TicketLink]): The links of this page.
        next_cursor (None | str): An opaque cursor to the next page; null on the last page.
    """

    items: list[
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink
    ]
    next_cursor: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.alert_link import AlertLink  # noqa: PLC0415
        from ..models.asset_link import AssetLink  # noqa: PLC0415
        from ..models.audit_record_link import AuditRecordLink  # noqa: PLC0415
        from ..models.delivery_record_link import DeliveryRecordLink  # noqa: PLC0415
        from ..models.evidence_link import EvidenceLink  # noqa: PLC0415
        from ..models.ticket_link import TicketLink  # noqa: PLC0415

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if isinstance(items_item_data, AlertLink):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, AssetLink):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, EvidenceLink):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, DeliveryRecordLink):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, AuditRecordLink):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, TicketLink):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_link import AlertLink  # noqa: PLC0415
        from ..models.asset_link import AssetLink  # noqa: PLC0415
        from ..models.audit_record_link import AuditRecordLink  # noqa: PLC0415
        from ..models.delivery_record_link import DeliveryRecordLink  # noqa: PLC0415
        from ..models.evidence_link import EvidenceLink  # noqa: PLC0415
        from ..models.external_reference_link import ExternalReferenceLink  # noqa: PLC0415
        from ..models.ticket_link import TicketLink  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(
                data: object,
            ) -> (
                AlertLink
                | AssetLink
                | AuditRecordLink
                | DeliveryRecordLink
                | EvidenceLink
                | ExternalReferenceLink
                | TicketLink
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_0 = AlertLink.from_dict(data)

                    return componentsschemas_link_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_1 = AssetLink.from_dict(data)

                    return componentsschemas_link_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_2 = EvidenceLink.from_dict(data)

                    return componentsschemas_link_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_3 = DeliveryRecordLink.from_dict(data)

                    return componentsschemas_link_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_4 = AuditRecordLink.from_dict(data)

                    return componentsschemas_link_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_link_type_5 = TicketLink.from_dict(data)

                    return componentsschemas_link_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_6 = ExternalReferenceLink.from_dict(data)

                return componentsschemas_link_type_6

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        link_page = cls(
            items=items,
            next_cursor=next_cursor,
        )

        link_page.additional_properties = d
        return link_page

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
