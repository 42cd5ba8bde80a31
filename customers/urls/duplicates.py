"""Duplicates and their merging."""

from django.urls import path

from customers.views import duplicates

urlpatterns = [
    path("duplicates/", duplicates.index, name="duplicates"),
    path("duplicates/<int:pk>/", duplicates.pair, name="duplicate"),
    path("duplicates/<int:pk>/dismiss/", duplicates.dismiss, name="duplicate_dismiss"),
    path("duplicates/merges/<int:pk>/undo/", duplicates.undo, name="duplicate_undo"),
    path("of/<str:customer_no>/duplicates/", duplicates.of_customer, name="duplicates_of"),
]
