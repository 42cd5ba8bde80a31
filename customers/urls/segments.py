"""Segments, ratings and target lists."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
