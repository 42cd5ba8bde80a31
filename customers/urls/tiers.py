"""Tiers: radar, migration, rehearsal."""

from django.urls import path

from customers.views import migration, rehearsals, tiers

urlpatterns = [
    path("radar/", tiers.radar_page, name="radar"),
    path("tiers/", migration.board, name="tier_board"),
    path("tiers/chart.json", migration.chart, name="tier_chart"),
    path("tiers/moves/", migration.moves, name="tier_moves"),
    path("rehearsals/<int:pk>/", rehearsals.rehearsal, name="rehearsal"),
    path("rehearsals/<int:pk>/run/", rehearsals.rehearse, name="rehearse"),
    path("rehearsals/<int:pk>/panel/", rehearsals.panel, name="rehearsal_panel"),
    path("rehearsals/<int:pk>/file.<slug:kind>", rehearsals.file, name="rehearsal_file"),
]
