"""The admin, and the least page behind a session."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path


@login_required
def lean(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and nothing else."""
    return HttpResponse(f"<!doctype html><title>lean</title><p>{request.user.get_username()}</p>")


urlpatterns = [path("admin/", admin.site.urls), path("lean/", lean)]
