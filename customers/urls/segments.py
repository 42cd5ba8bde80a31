"""Segments, ratings and target lists."""

from django.urls import path

from customers.views import segment_editor, segments

urlpatterns = [
    path("segments/", segments.index, name="segments"),
    path("segments/new/", segment_editor.new, name="segment_new"),
    path("segments/row/", segment_editor.row, name="segment_row"),
    path("segments/count/", segment_editor.count, name="segment_count"),
    path("segments/<int:pk>/", segments.show, name="segment"),
    path("segments/<int:pk>/edit/", segment_editor.edit, name="segment_edit"),
    path("segments/<int:pk>/delete/", segments.delete, name="segment_delete"),
    path("segments/<int:pk>/file.<slug:kind>", segments.export, name="segment_export"),
]
