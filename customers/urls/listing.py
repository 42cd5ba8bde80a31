"""The customer list, its choices, file and saved views."""

from django.urls import path

from customers.views import listing

urlpatterns = [
    path("", listing.index, name="list"),
    path("choices/", listing.choices, name="choices"),
    path("file.<slug:kind>", listing.export, name="export"),
    path("views/new/", listing.view_new, name="view_new"),
    path("views/<int:pk>/delete/", listing.view_delete, name="view_delete"),
]
