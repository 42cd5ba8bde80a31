"""Panels of the workbench and of the branch page."""

from django.urls import path

from customers.views import branch, workbench

urlpatterns = [
    path("panels/radar/", workbench.radar, name="panel_radar"),
    path("panels/tiers/", workbench.tiers, name="panel_tiers"),
    path("panels/movements/", workbench.moves, name="panel_moves"),
    path("panels/branch/<str:branch_no>/", branch.panel, name="panel_branch"),
    path("panels/branch/<str:branch_no>/chart.json", branch.chart, name="branch_chart"),
    path("panels/maturities/", workbench.maturities, name="panel_maturities"),
]
