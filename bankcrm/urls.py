"""Mounts the apps by name, so that no app's urls import another's."""

from django.urls import include, path

urlpatterns = [
    path("customers/", include("customers.urls")),
    path("services/", include("services.urls")),
    path("complaints/", include("complaints.urls")),
    path("performance/", include("performance.urls")),
    path("organisation/", include("organisation.urls")),
]
