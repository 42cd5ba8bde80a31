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
    prospects,
    protection,
    referrals,
    segments,
    suitability,
    tiers,
    workbench,
)

app_name = "customers"
urlpatterns = [
    *listing.urlpatterns,
    *workbench.urlpatterns,
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
