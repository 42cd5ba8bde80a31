"""The archive: what is kept of a customer besides the core record."""

from django.urls import path

from customers.views import archive, documents, files

_OF = "of/<str:customer_no>"
urlpatterns = [
    path("files/", files.archive, name="archive"),
    path("panels/files/", files.panel, name="panel_archive"),
    path(f"{_OF}/needs/", archive.needs, name="needs"),
    path(f"{_OF}/dates/", archive.dates, name="dates"),
    path(f"{_OF}/research/", archive.research, name="research"),
    path(f"{_OF}/verification/", archive.verification, name="verification"),
    path(f"{_OF}/verification/new/", archive.verify, name="verify"),
    path(f"{_OF}/file/", archive.file_of, name="file_of"),
    path(f"{_OF}/file/<slug:part>/new/", archive.entry_new, name="entry_new"),
    path(f"{_OF}/file/<slug:part>/<uuid:pk>/", archive.entry_edit, name="entry_edit"),
    path(f"{_OF}/file/<slug:part>/<uuid:pk>/remove/", archive.entry_remove, name="entry_remove"),
    path(f"{_OF}/documents/", documents.documents, name="documents"),
    path(f"{_OF}/documents/new/", documents.document_new, name="document_new"),
    path(f"{_OF}/documents/<uuid:pk>/", documents.document, name="document"),
    path(f"{_OF}/documents/<uuid:pk>/withdraw/", documents.document_withdraw, name="document_withdraw"),
]
