"""Tiers: radar, migration, rehearsal."""

from django.urls import path

from customers.views import tiers

urlpatterns = [
    path("radar/", tiers.radar_page, name="radar"),
]
