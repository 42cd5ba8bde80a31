"""Suitability and consent."""

from django.urls import path

from customers.views import consent, suitability

urlpatterns = [
    path("of/<str:customer_no>/suitability/", suitability.of_customer, name="suitability"),
    path("of/<str:customer_no>/consent/", consent.of_customer, name="consent"),
    path("of/<str:customer_no>/consent/new/", consent.record, name="consent_new"),
    path("suitability/conflicts/", suitability.conflicts, name="conflicts"),
    path("suitability/products/", suitability.ratings, name="product_ratings"),
    path("suitability/products/<str:product_code>/", suitability.rating_new, name="product_rating_new"),
]
