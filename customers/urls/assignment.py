"""Who gets which customer: queue, decisions, planner."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
