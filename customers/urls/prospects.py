"""Prospects: people who are not customers yet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
