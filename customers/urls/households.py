"""Households and related customers."""

from django.urls import path

from customers.views import households

urlpatterns = [
    path("households/", households.index, name="households"),
    path("households/<int:pk>/", households.household, name="household"),
    path("households/<int:pk>/decide/", households.household_decide, name="household_decide"),
    path("households/<int:pk>/change/", households.household_change, name="household_change"),
    path("households/changes/<int:pk>/decide/", households.change_decide, name="household_change_decide"),
    path("households/<int:pk>/end/", households.household_end, name="household_end"),
    path("of/<str:customer_no>/household/", households.of_customer, name="household_of"),
    path("of/<str:customer_no>/household/new/", households.household_new, name="household_new"),
]
