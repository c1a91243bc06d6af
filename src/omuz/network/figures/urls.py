"""Addresses of pages about figures; none of them carries a centre's name or a word about a woman."""

from django.conf import settings
from django.urls import path

from omuz.network.figures.views import brief, centre, kept, network, press, quality, released

app_name = "figures"

_OF_A_CENTRE = [
    path("merkezim/", centre.centre, name="centre"),
    path("merkezim/<slug:key>/<slug:kind>/", centre.centre_file, name="centre-file"),
    path("gorunum/merkez/sakla/", kept.keep_own, name="keep-own"),
    path("ozet/", brief.brief, name="brief"),
]
"""What a centre prepared and what it opened to its director: only where the sealed centre is installed."""

urlpatterns = [
    path("genel/", network.overview, name="overview"),
    path("gosterge/<slug:code>/", network.indicator, name="indicator"),
    path("gosterge/<slug:code>/<slug:key>/<slug:kind>/", network.indicator_file, name="indicator-file"),
    path("nitelik/", quality.quality, name="quality"),
    path("gorunum/sakla/", kept.keep, name="keep"),
    path("gorunum/<uuid:view_id>/kaldir/", kept.let_go, name="let-go"),
    path("sunum/", released.slides, name="slides"),
    path("resim/<uuid:release_id>/<slug:key>.<slug:kind>", released.picture, name="picture"),
    path("basin/", press.occasions, name="press"),
    path("basin/<slug:key>/", press.sheet, name="press-sheet"),
]
if settings.OMUZ_KIND != "network":
    urlpatterns += _OF_A_CENTRE
