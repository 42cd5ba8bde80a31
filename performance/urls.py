"""Routes of the app."""

from django.urls import path

from performance.views import appraisals, cards, panels

app_name = "performance"
urlpatterns = [
    path("", cards.scores, name="scores"),
    path("cards/<int:pk>/", cards.card, name="card"),
    path("cards/<int:pk>/chart/", cards.chart, name="card_chart"),
    path("cards/<int:pk>/replay/", cards.replay, name="card_replay"),
    path("cards/<int:pk>/lines/<str:item>/", cards.line, name="line"),
    path("cards/<int:pk>/moved/<str:item>/", cards.moved, name="moved"),
    path("appraisals/", appraisals.appraisals, name="appraisals"),
    path("appraisals/export/", appraisals.export, name="export"),
    path("panels/score/", panels.score, name="panel_score"),
    path("panels/ranking/", panels.ranking, name="panel_ranking"),
    path("panels/ranking/<str:branch_no>/", panels.branch_ranking, name="branch_ranking"),
    path("panels/appraisal/", panels.appraisal, name="panel_appraisal"),
]
