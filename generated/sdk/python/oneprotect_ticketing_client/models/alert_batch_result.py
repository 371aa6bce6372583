from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.alert_batch_receipt import AlertBatchReceipt
    from ..models.bad_request_problem import BadRequestProblem
    from ..models.forbidden_problem import ForbiddenProblem
    from ..models.not_found_problem import NotFoundProblem
    from ..models.unprocessable_problem import UnprocessableProblem


T = TypeVar("T", bound="AlertBatchResult")


@_attrs_define
class AlertBatchResult:
    """The results of a batch.

    Attributes:
        results (list[AlertBatchReceipt | BadRequestProblem | ForbiddenProblem | NotFoundProblem |
            UnprocessableProblem]): One result for each item of the batch, in the same order: a receipt, or the problem that
            `create_alert` would have returned. The pointers in its `errors` point into the item.
    """

    results: list[AlertBatchReceipt | BadRequestProblem | ForbiddenProblem | NotFoundProblem | UnprocessableProblem]

    def to_dict(self) -> dict[str, Any]:
        from ..models.alert_batch_receipt import AlertBatchReceipt  # noqa: PLC0415
        from ..models.bad_request_problem import BadRequestProblem  # noqa: PLC0415
        from ..models.forbidden_problem import ForbiddenProblem  # noqa: PLC0415
        from ..models.not_found_problem import NotFoundProblem  # noqa: PLC0415

        results = []
        for results_item_data in self.results:
            results_item: dict[str, Any]
            if isinstance(results_item_data, AlertBatchReceipt):
                results_item = results_item_data.to_dict()
            elif isinstance(results_item_data, BadRequestProblem):
                results_item = results_item_data.to_dict()
            elif isinstance(results_item_data, ForbiddenProblem):
                results_item = results_item_data.to_dict()
            elif isinstance(results_item_data, NotFoundProblem):
                results_item = results_item_data.to_dict()
            else:
                results_item = results_item_data.to_dict()

            results.append(results_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "results": results,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_batch_receipt import AlertBatchReceipt  # noqa: PLC0415
        from ..models.bad_request_problem import BadRequestProblem  # noqa: PLC0415
        from ..models.forbidden_problem import ForbiddenProblem  # noqa: PLC0415
        from ..models.not_found_problem import NotFoundProblem  # noqa: PLC0415
        from ..models.unprocessable_problem import UnprocessableProblem  # noqa: PLC0415

        d = dict(src_dict)
        results = []
        _results = d.pop("results")
        for results_item_data in _results:

            def _parse_results_item(
                data: object,
            ) -> AlertBatchReceipt | BadRequestProblem | ForbiddenProblem | NotFoundProblem | UnprocessableProblem:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    results_item_type_0 = AlertBatchReceipt.from_dict(data)

                    return results_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    results_item_type_1 = BadRequestProblem.from_dict(data)

                    return results_item_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    results_item_type_2 = ForbiddenProblem.from_dict(data)

                    return results_item_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    results_item_type_3 = NotFoundProblem.from_dict(data)

                    return results_item_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                results_item_type_4 = UnprocessableProblem.from_dict(data)

                return results_item_type_4

            results_item = _parse_results_item(results_item_data)

            results.append(results_item)

        alert_batch_result = cls(
            results=results,
        )

        return alert_batch_result
