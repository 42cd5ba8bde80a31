"""The search box, which stands on every page and has no app in its name."""

from django.urls import path

from customers.views.search import search

urlpatterns = [path("", search, name="search")]
