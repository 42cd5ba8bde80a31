"""Households and related customers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
