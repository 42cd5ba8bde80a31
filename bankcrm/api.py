"""The API's description and its page, for anybody who is signed in."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from organisation.api.guards import Granted
from organisation.roles import Permission


class Schema(SpectacularAPIView):
    permission_classes = [Granted]
    permission = Permission.HOME
    http_method_names = ["get", "head"]


class Description(SpectacularSwaggerSplitView):
    permission_classes = [Granted]
    permission = Permission.HOME
    url_name = "api_schema"
    http_method_names = ["get", "head"]  # its template has no answer to OPTIONS
