"""Addresses of one installation; a network installation has none of the sealed centre's."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("omuz.site.shell.urls")),
    path("", include("omuz.foundation.people.urls")),
    path("rehber/", include("omuz.site.guide.urls")),
    path("sayilar/", include("omuz.network.returns.urls")),
]

if settings.OMUZ_KIND != "network":
    urlpatterns.append(path("temaslar/", include("omuz.casework.contacts.urls")))

handler400 = "omuz.site.shell.views.bad_request"
handler403 = "omuz.site.shell.views.refused"
handler404 = "omuz.site.shell.views.not_found"
handler500 = "omuz.site.shell.views.broken"
