"""Contains all the data models used in inputs/outputs"""

from .actor import Actor
from .actor_kind import ActorKind
from .alert import Alert
from .alert_activity import AlertActivity
from .alert_asset import AlertAsset
from .alert_asset_output import AlertAssetOutput
from .alert_batch import AlertBatch
from .alert_batch_receipt import AlertBatchReceipt
from .alert_batch_result import AlertBatchResult
from .alert_create import AlertCreate
from .alert_evidence import AlertEvidence
from .alert_evidence_output import AlertEvidenceOutput
from .alert_link import AlertLink
from .alert_link_create import AlertLinkCreate
from .alert_page import AlertPage
from .alert_receipt import AlertReceipt
from .alert_report import AlertReport
from .alert_report_activity import AlertReportActivity
from .alert_report_page import AlertReportPage
from .alert_status import AlertStatus
from .alert_summary import AlertSummary
from .alert_update import AlertUpdate
from .alert_verdict import AlertVerdict
from .asset import Asset
from .asset_create import AssetCreate
from .asset_link import AssetLink
from .asset_link_create import AssetLinkCreate
from .asset_page import AssetPage
from .asset_role import AssetRole
from .asset_type import AssetType
from .assigned_entry import AssignedEntry
from .audit_outcome import AuditOutcome
from .audit_record import AuditRecord
from .audit_record_link import AuditRecordLink
from .audit_record_link_create import AuditRecordLinkCreate
from .audit_record_page import AuditRecordPage
from .audit_target import AuditTarget
from .audit_target_type import AuditTargetType
from .bad_request_code import BadRequestCode
from .bad_request_problem import BadRequestProblem
from .comment import Comment
from .comment_added_entry import CommentAddedEntry
from .comment_create import CommentCreate
from .comment_page import CommentPage
from .comment_visibility import CommentVisibility
from .conflict_code import ConflictCode
from .conflict_problem import ConflictProblem
from .created_entry import CreatedEntry
from .day_count import DayCount
from .delivery_record import DeliveryRecord
from .delivery_record_link import DeliveryRecordLink
from .delivery_record_link_create import DeliveryRecordLinkCreate
from .delivery_record_page import DeliveryRecordPage
from .delivery_status import DeliveryStatus
from .evidence import Evidence
from .evidence_create import EvidenceCreate
from .evidence_link import EvidenceLink
from .evidence_link_create import EvidenceLinkCreate
from .evidence_page import EvidencePage
from .evidence_type import EvidenceType
from .external_reference_link import ExternalReferenceLink
from .external_reference_link_create import ExternalReferenceLinkCreate
from .external_target import ExternalTarget
from .external_target_create import ExternalTargetCreate
from .field_change import FieldChange
from .field_error import FieldError
from .forbidden_code import ForbiddenCode
from .forbidden_problem import ForbiddenProblem
from .link_direction import LinkDirection
from .link_page import LinkPage
from .link_relation import LinkRelation
from .link_target_type import LinkTargetType
from .linked_entry import LinkedEntry
from .list_alert_reports_sort import ListAlertReportsSort
from .list_alerts_sort import ListAlertsSort
from .list_assets_sort import ListAssetsSort
from .list_audit_records_sort import ListAuditRecordsSort
from .list_comments_sort import ListCommentsSort
from .list_delivery_records_sort import ListDeliveryRecordsSort
from .list_evidence_sort import ListEvidenceSort
from .list_tickets_sort import ListTicketsSort
from .list_timeline_sort import ListTimelineSort
from .me import Me
from .not_acceptable_code import NotAcceptableCode
from .not_acceptable_problem import NotAcceptableProblem
from .not_found_code import NotFoundCode
from .not_found_problem import NotFoundProblem
from .payload_too_large_code import PayloadTooLargeCode
from .payload_too_large_problem import PayloadTooLargeProblem
from .precondition_required_code import PreconditionRequiredCode
from .precondition_required_problem import PreconditionRequiredProblem
from .principal import Principal
from .principal_page import PrincipalPage
from .rate_limited_code import RateLimitedCode
from .rate_limited_problem import RateLimitedProblem
from .record_target import RecordTarget
from .record_target_output import RecordTargetOutput
from .related_page import RelatedPage
from .related_record import RelatedRecord
from .related_status import RelatedStatus
from .related_type import RelatedType
from .resolution import Resolution
from .resolution_reason import ResolutionReason
from .resolution_update import ResolutionUpdate
from .role_name import RoleName
from .scope_name import ScopeName
from .severity import Severity
from .severity_count import SeverityCount
from .shared_type import SharedType
from .shared_value import SharedValue
from .status_changed_entry import StatusChangedEntry
from .tenant import Tenant
from .ticket import Ticket
from .ticket_create import TicketCreate
from .ticket_from_alert import TicketFromAlert
from .ticket_link import TicketLink
from .ticket_link_create import TicketLinkCreate
from .ticket_page import TicketPage
from .ticket_priority import TicketPriority
from .ticket_source import TicketSource
from .ticket_source_kind import TicketSourceKind
from .ticket_status import TicketStatus
from .ticket_summary import TicketSummary
from .ticket_update import TicketUpdate
from .timeline_page import TimelinePage
from .unauthenticated_code import UnauthenticatedCode
from .unauthenticated_problem import UnauthenticatedProblem
from .unavailable_code import UnavailableCode
from .unavailable_problem import UnavailableProblem
from .unlinked_entry import UnlinkedEntry
from .unprocessable_code import UnprocessableCode
from .unprocessable_problem import UnprocessableProblem
from .unsupported_media_type_code import UnsupportedMediaTypeCode
from .unsupported_media_type_problem import UnsupportedMediaTypeProblem
from .updated_entry import UpdatedEntry
from .version_mismatch_code import VersionMismatchCode
from .version_mismatch_problem import VersionMismatchProblem

__all__ = (
    "Actor",
    "ActorKind",
    "Alert",
    "AlertActivity",
    "AlertAsset",
    "AlertAssetOutput",
    "AlertBatch",
    "AlertBatchReceipt",
    "AlertBatchResult",
    "AlertCreate",
    "AlertEvidence",
    "AlertEvidenceOutput",
    "AlertLink",
    "AlertLinkCreate",
    "AlertPage",
    "AlertReceipt",
    "AlertReport",
    "AlertReportActivity",
    "AlertReportPage",
    "AlertStatus",
    "AlertSummary",
    "AlertUpdate",
    "AlertVerdict",
    "Asset",
    "AssetCreate",
    "AssetLink",
    "AssetLinkCreate",
    "AssetPage",
    "AssetRole",
    "AssetType",
    "AssignedEntry",
    "AuditOutcome",
    "AuditRecord",
    "AuditRecordLink",
    "AuditRecordLinkCreate",
    "AuditRecordPage",
    "AuditTarget",
    "AuditTargetType",
    "BadRequestCode",
    "BadRequestProblem",
    "Comment",
    "CommentAddedEntry",
    "CommentCreate",
    "CommentPage",
    "CommentVisibility",
    "ConflictCode",
    "ConflictProblem",
    "CreatedEntry",
    "DayCount",
    "DeliveryRecord",
    "DeliveryRecordLink",
    "DeliveryRecordLinkCreate",
    "DeliveryRecordPage",
    "DeliveryStatus",
    "Evidence",
    "EvidenceCreate",
    "EvidenceLink",
    "EvidenceLinkCreate",
    "EvidencePage",
    "EvidenceType",
    "ExternalReferenceLink",
    "ExternalReferenceLinkCreate",
    "ExternalTarget",
    "ExternalTargetCreate",
    "FieldChange",
    "FieldError",
    "ForbiddenCode",
    "ForbiddenProblem",
    "LinkDirection",
    "LinkedEntry",
    "LinkPage",
    "LinkRelation",
    "LinkTargetType",
    "ListAlertReportsSort",
    "ListAlertsSort",
    "ListAssetsSort",
    "ListAuditRecordsSort",
    "ListCommentsSort",
    "ListDeliveryRecordsSort",
    "ListEvidenceSort",
    "ListTicketsSort",
    "ListTimelineSort",
    "Me",
    "NotAcceptableCode",
    "NotAcceptableProblem",
    "NotFoundCode",
    "NotFoundProblem",
    "PayloadTooLargeCode",
    "PayloadTooLargeProblem",
    "PreconditionRequiredCode",
    "PreconditionRequiredProblem",
    "Principal",
    "PrincipalPage",
    "RateLimitedCode",
    "RateLimitedProblem",
    "RecordTarget",
    "RecordTargetOutput",
    "RelatedPage",
    "RelatedRecord",
    "RelatedStatus",
    "RelatedType",
    "Resolution",
    "ResolutionReason",
    "ResolutionUpdate",
    "RoleName",
    "ScopeName",
    "Severity",
    "SeverityCount",
    "SharedType",
    "SharedValue",
    "StatusChangedEntry",
    "Tenant",
    "Ticket",
    "TicketCreate",
    "TicketFromAlert",
    "TicketLink",
    "TicketLinkCreate",
    "TicketPage",
    "TicketPriority",
    "TicketSource",
    "TicketSourceKind",
    "TicketStatus",
    "TicketSummary",
    "TicketUpdate",
    "TimelinePage",
    "UnauthenticatedCode",
    "UnauthenticatedProblem",
    "UnavailableCode",
    "UnavailableProblem",
    "UnlinkedEntry",
    "UnprocessableCode",
    "UnprocessableProblem",
    "UnsupportedMediaTypeCode",
    "UnsupportedMediaTypeProblem",
    "UpdatedEntry",
    "VersionMismatchCode",
    "VersionMismatchProblem",
)
