"""Who looked at whom."""

from django.urls import path

from customers.views import protection

urlpatterns = [
    path("of/<str:customer_no>/opened/", protection.opened, name="opened"),
    path("of/<str:customer_no>/watchers/", protection.panel, name="watchers_of"),
    path("of/<str:customer_no>/watchers/all/", protection.page, name="watchers"),
    path("panels/unusual/", protection.panel_unusual, name="panel_unusual"),
]
