"""Early warning: alerts, retention, the precision of rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
