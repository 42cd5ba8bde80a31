"""Prospects."""

from django.urls import path

from customers.views import prospect, prospects

urlpatterns = [
    path("panels/prospects/", prospects.panel, name="panel_prospects"),
    path("prospects/", prospects.index, name="prospects"),
    path("prospects/new/", prospects.new, name="prospect_new"),
    path("prospects/<int:pk>/", prospects.prospect, name="prospect"),
    path("prospects/<int:pk>/edit/", prospect.edit, name="prospect_edit"),
    path("prospects/<int:pk>/contact/", prospect.contact, name="prospect_contact"),
    path("prospects/<int:pk>/assign/", prospect.assign, name="prospect_assign"),
    path("prospects/<int:pk>/reveal/", prospect.reveal, name="prospect_reveal"),
    path("prospects/match/<int:pk>/", prospect.match, name="prospect_match"),
]
