"""Routes of the API of customers."""

from django.urls import path

from customers.api import views

app_name = "customers_api"
urlpatterns = [
    path("", views.CustomerList.as_view(), name="list"),
    path("<str:customer_no>/", views.CustomerDetail.as_view(), name="detail"),
]
