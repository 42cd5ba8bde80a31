"""Routes of the app."""

from django.urls import path

from customers.views import branch, detail, listing, panels, reveal

app_name = "customers"
urlpatterns = [
    path("", listing.customers, name="list"),
    path("choices/", listing.choices, name="choices"),
    path("file.<slug:kind>", listing.export, name="export"),
    path("views/new/", listing.view_new, name="view_new"),
    path("views/<int:pk>/delete/", listing.view_delete, name="view_delete"),
    path("panels/radar/", panels.radar, name="panel_radar"),
    path("panels/tiers/", panels.tiers, name="panel_tiers"),
    path("panels/movements/", panels.moves, name="panel_moves"),
    path("panels/branch/<str:branch_no>/", branch.panel, name="panel_branch"),
    path("panels/branch/<str:branch_no>/chart.json", branch.chart, name="branch_chart"),
    path("panels/maturities/", panels.maturities, name="panel_maturities"),
    path("of/<str:customer_no>/", detail.customer, name="detail"),
    path("of/<str:customer_no>/holdings/", detail.panel_holdings, name="holdings"),
    path("of/<str:customer_no>/accounts/", detail.panel_accounts, name="accounts"),
    path("of/<str:customer_no>/loans/", detail.panel_loans, name="loans"),
    path("of/<str:customer_no>/movements/", detail.panel_movements, name="movements"),
    path("of/<str:customer_no>/tiers/", detail.panel_history, name="history"),
    path("of/<str:customer_no>/care/", detail.panel_care, name="care"),
    path("of/<str:customer_no>/course/", detail.panel_course, name="course"),
    path("of/<str:customer_no>/period/", detail.panel_period, name="period"),
    path("of/<str:customer_no>/chart.json", detail.chart, name="chart"),
    path("of/<str:customer_no>/reveal/", reveal.reveal, name="reveal"),
]
