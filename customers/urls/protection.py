"""Who looked at whom."""

from django.urls import path

from customers.views import protection

urlpatterns = [
    path("of/<str:customer_no>/opened/", protection.opened, name="opened"),
    path("of/<str:customer_no>/watchers/", protection.of_customer, name="watchers_of"),
    path("of/<str:customer_no>/watchers/all/", protection.page, name="watchers"),
    path("panels/unusual/", protection.panel, name="panel_unusual"),
]
