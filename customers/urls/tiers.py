"""Tiers: radar, migration, rehearsal."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
