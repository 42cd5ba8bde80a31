"""Who looked at whom."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
