"""The archive: what is kept of a customer besides the core record."""

from django.urls import path

from customers.views import archive, contracts, documents, files, retrievals

_OF = "of/<str:customer_no>"
urlpatterns = [
    path("files/", files.index, name="archive"),
    path("panels/files/", files.panel, name="panel_archive"),
    path("files/taken/", retrievals.index, name="retrievals"),
    path("files/taken/export/<str:kind>/", retrievals.export, name="retrievals_export"),
    path("files/contracts/", contracts.index, name="contracts"),
    path("files/contracts/export/<str:kind>/", contracts.export, name="contracts_export"),
    path("files/contracts/<uuid:pk>/", contracts.contract, name="contract"),
    path("files/contracts/<uuid:pk>/decide/", contracts.decide, name="contract_decide"),
    path("files/contracts/<uuid:pk>/longer/", contracts.prolong, name="contract_prolong"),
    path("files/contracts/<uuid:pk>/back/", contracts.take_back, name="contract_back"),
    path("files/contracts/<uuid:pk>/withdraw/", contracts.withdraw, name="contract_withdraw"),
    path(f"{_OF}/contracts/", contracts.of_customer, name="contracts_of"),
    path(f"{_OF}/contracts/new/", contracts.ask, name="contract_ask"),
    path(f"{_OF}/needs/", archive.needs_of_customer, name="needs"),
    path(f"{_OF}/dates/", archive.dates_of_customer, name="dates"),
    path(f"{_OF}/research/", archive.research_of_customer, name="research"),
    path(f"{_OF}/verification/", archive.verification_of_customer, name="verification"),
    path(f"{_OF}/verification/new/", archive.verify, name="verify"),
    path(f"{_OF}/file/", archive.of_customer, name="file_of"),
    path(f"{_OF}/file/<slug:part>/new/", archive.entry_new, name="entry_new"),
    path(f"{_OF}/file/<slug:part>/<uuid:pk>/", archive.entry_edit, name="entry_edit"),
    path(f"{_OF}/file/<slug:part>/<uuid:pk>/remove/", archive.entry_remove, name="entry_remove"),
    path(f"{_OF}/documents/", documents.of_customer, name="documents"),
    path(f"{_OF}/documents/new/", documents.document_new, name="document_new"),
    path(f"{_OF}/documents/<uuid:pk>/", documents.document, name="document"),
    path(f"{_OF}/documents/<uuid:pk>/withdraw/", documents.document_withdraw, name="document_withdraw"),
]
