"""Duplicates and their merging."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
