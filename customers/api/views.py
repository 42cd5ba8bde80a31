"""Read-only: the list and one customer, by the queries of the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api.serializers import CustomerDetailOut, CustomerListOut, ListQuery
from customers.forms.listing import ListForm, asked
from customers.models import Customer
from customers.permissions import customer_data
from customers.queries import detail, holdings, listing
from customers.queries.merged import key_of
from customers.queries.sight import Sight, sight_of
from organisation.models import Staff
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404


class Granted(BasePermission):
    """The permission that the view declares, as the guard of pages does it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.user.is_authenticated and view.permission in request.user.permissions


class Seen(APIView):
    """A read of the published night; 404 before the first one."""

    permission_classes = [Granted]
    permission: Permission

    @property
    def reader(self) -> Staff:
        """Whoever asks: signed in, as the permission has found."""
        person = self.request.user
        assert isinstance(person, Staff)
        return person

    def sight(self) -> Sight:
        found = sight_of(self.reader)
        if found is None:
            raise NotFound("no night is published yet")
        return found


class CustomerList(Seen):
    permission = Permission.CUSTOMER_LIST

    @extend_schema(
        operation_id="customers_list",
        parameters=[ListQuery],
        responses={200: CustomerListOut, 400: OpenApiResponse(description="A filter that cannot be read")},
    )
    def get(self, request: Request) -> Response:
        """The reader's customers: filtered, sorted, 25 at a time."""
        form = ListForm.read(request.query_params)
        if not form.is_valid():
            return Response({name: list(errors) for name, errors in form.errors.items()}, status=400)
        sight = self.sight()
        what = asked(sight, form)
        rows = listing.filtered(sight, what.wanted)
        page = listing.page(sight, rows, what.sort, after=what.after, before=what.before)
        totals = listing.totals(sight, rows, what.wanted)
        body = {
            "as_of": sight.day,
            "count": totals.count,
            "beyond": totals.beyond,
            "aum": totals.aum,
            "before": page.before,
            "after": page.after,
            "rows": page.rows,
        }
        return Response(CustomerListOut(body).data)


class CustomerDetail(Seen):
    permission = Permission.CUSTOMER_VIEW

    @extend_schema(operation_id="customers_read", responses={200: CustomerDetailOut, 404: OpenApiResponse()})
    def get(self, request: Request, customer_no: str) -> Response:
        """One customer in scope: the summary of the night, masked personal data, holdings."""
        sight = self.sight()
        found: Customer = get_visible_or_404(Customer, self.reader, pk=key_of(customer_no))
        assets = customer_data.may_see_assets(self.reader)
        body = {
            "as_of": sight.day,
            "number": found.customer_no,
            "summary": detail.summary(sight, found, detail.row_of(sight, found)),
            "profile": detail.profile(sight, found),
            "holdings": holdings.holdings(sight, found) if assets else None,
        }
        return Response(CustomerDetailOut(body).data)
