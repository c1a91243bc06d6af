"""Addresses of the page of today and of the one page of a file; none of them carries a code or a name."""

from django.urls import path

from omuz.casework.desk.views.case import case, older
from omuz.casework.desk.views.today import today

app_name = "desk"

urlpatterns = [
    path("bugun/", today, name="today"),
    path("dosyalar/<uuid:case_id>/", case, name="case"),
    path("dosyalar/<uuid:case_id>/zaman/", older, name="timeline"),
]
