"""Segments, ratings and target lists."""

from django.urls import path

from customers.views import choosing, rating, segment_editor, segments, target_lists

urlpatterns = [
    path("segments/", segments.index, name="segments"),
    path("segments/new/", segment_editor.new, name="segment_new"),
    path("segments/row/", segment_editor.row, name="segment_row"),
    path("segments/count/", segment_editor.count, name="segment_count"),
    path("segments/<int:pk>/", segments.show, name="segment"),
    path("segments/<int:pk>/edit/", segment_editor.edit, name="segment_edit"),
    path("segments/<int:pk>/delete/", segments.delete, name="segment_delete"),
    path("segments/<int:pk>/file.<slug:kind>", segments.export, name="segment_export"),
    path("target-lists/", target_lists.index, name="target_lists"),
    path("target-lists/new/", target_lists.new, name="target_list_new"),
    path("target-lists/<int:pk>/", target_lists.show, name="target_list"),
    path("target-lists/<int:pk>/close/", target_lists.close, name="target_list_close"),
    path("target-lists/<int:pk>/file.<slug:kind>", target_lists.export, name="target_list_export"),
    path("target-lists/<int:pk>/of/<str:customer_no>/", target_lists.done, name="target_done"),
    path("choose/", choosing.choose, name="choose"),
    path("choose/<uuid:pk>/", choosing.choice, name="choice"),
    path("choose/<uuid:pk>/list/", choosing.keep, name="choose_list"),
    path("choose/<uuid:pk>/file.<slug:kind>", choosing.export, name="choose_file"),
    path("of/<str:customer_no>/rating/", rating.of_customer, name="rating_of"),
    path("of/<str:customer_no>/rating/new/", rating.rate, name="rate"),
]
