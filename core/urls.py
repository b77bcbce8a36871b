"""Addresses of the pages that belong to no app."""

from django.urls import include, path

from core import views
from core.import_pages.urls import import_urls
from core.receipts import views as receipts
from core.reference_pages import ReferencePages
from core.undo import views as undoing

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("disclosures/", views.disclosure_list, name="disclosure_list"),
    path("receipts/", receipts.receipt_list, name="receipt_list"),
    path("receipts/<slug:code>/", receipts.receipt_detail, name="receipt_detail"),
    path("receipts/<slug:code>/undo/", undoing.receipt_undo, name="receipt_undo"),
    path("lists/import/", include(import_urls(ReferencePages()))),
    path("verify/", views.verify, name="verify"),
    path("verify/<str:code>/", views.verify_detail, name="verify_detail"),
    path("healthz", views.healthz, name="healthz"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
