"""Read-only: the cards of the published night in scope, and one card with its lines."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from organisation.api.guards import Granted
from organisation.models import Staff
from organisation.queries import published
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from performance.api.serializers import CardDetailOut, CardListOut, ListQuery
from performance.queries import cards as reads


class CardView(APIView):
    """A read of cards by somebody who holds the right to see scores."""

    permission_classes = [Granted]
    permission = Permission.SCORE_VIEW

    @property
    def reader(self) -> Staff:
        user = self.request.user
        assert isinstance(user, Staff)  # behind Granted
        return user


class CardList(CardView):
    @extend_schema(
        operation_id="cards_list",
        parameters=[ListQuery],
        responses={200: CardListOut, 400: OpenApiResponse(description="A filter that cannot be read")},
    )
    def get(self, request: Request) -> Response:
        """The cards that the reader may see: filtered, sorted, 25 at a time."""
        query = ListQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = dict(query.validated_data)
        after, before = asked.pop("after", 0), asked.pop("before", 0)
        wanted = reads.CardFilter(**asked)
        night = published()
        rows = reads.filtered(reads.current(self.reader, night), wanted)
        page = reads.page(rows, wanted.sort, after=after, before=before)
        totals = reads.totals(rows)
        body = {
            "as_of": night.business_date if night else None,
            "count": totals.cards,
            "complete": totals.complete,
            "before": page.before,
            "after": page.after,
            "rows": page.rows,
        }
        return Response(CardListOut(body).data)


class CardDetail(CardView):
    @extend_schema(operation_id="cards_read", responses={200: CardDetailOut, 404: OpenApiResponse()})
    def get(self, request: Request, pk: int) -> Response:
        """One card in scope with its lines, reasons and hashes; any business date."""
        return Response(CardDetailOut(get_visible_or_404(reads.in_full(), self.reader, pk=pk)).data)
