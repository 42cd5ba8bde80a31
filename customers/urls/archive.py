"""The archive: what is kept of a customer besides the core record."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
