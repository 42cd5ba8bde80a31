"""Routes of the API of performance."""

from django.urls import path

from performance.api import views

app_name = "performance_api"
urlpatterns = [
    path("cards/", views.CardList.as_view(), name="cards"),
    path("cards/<int:pk>/", views.CardDetail.as_view(), name="card"),
]
