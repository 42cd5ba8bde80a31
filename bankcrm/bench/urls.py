"""The portal's urls and the floor beside them, for the time of a bench."""

from django.urls import include, path

from bankcrm.bench import floor

FLOOR = "/bench-floor"
urlpatterns = [path(FLOOR.strip("/"), floor.page), path("", include("bankcrm.urls"))]
