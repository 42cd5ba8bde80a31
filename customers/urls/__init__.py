"""Routes of the app, by topic."""

from customers.urls import (
    alerts,
    archive,
    assignment,
    customer,
    duplicates,
    handover,
    households,
    listing,
    panels,
    prospects,
    protection,
    referrals,
    segments,
    suitability,
    tiers,
)

app_name = "customers"
urlpatterns = [
    *listing.urlpatterns,
    *panels.urlpatterns,
    *customer.urlpatterns,
    *archive.urlpatterns,
    *tiers.urlpatterns,
    *referrals.urlpatterns,
    *prospects.urlpatterns,
    *assignment.urlpatterns,
    *handover.urlpatterns,
    *alerts.urlpatterns,
    *segments.urlpatterns,
    *households.urlpatterns,
    *suitability.urlpatterns,
    *protection.urlpatterns,
    *duplicates.urlpatterns,
]
