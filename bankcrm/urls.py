"""Mounts the apps by name, so that no app's urls import another's."""

from django.urls import include, path

from bankcrm import api, health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("preference/", views.preference, name="preference"),
    path("account/", include("bankcrm.account_urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("search/", include("customers.search_urls")),
    path("customers/", include("customers.urls")),
    path("services/", include("services.urls")),
    path("complaints/", include("complaints.urls")),
    path("performance/", include("performance.urls")),
    path("organisation/", include("organisation.urls")),
    path("api/customers/", include("customers.api.urls")),
    path("api/performance/", include("performance.api.urls")),
    path("api/schema/", api.Schema.as_view(), name="api_schema"),
    path("api/", api.Description.as_view(), name="api"),
]

handler403 = "bankcrm.views.refused"
handler500 = "bankcrm.views.server_error"
