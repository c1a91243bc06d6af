"""Addresses of figures and returns; none of them carries a centre's name or a word about a woman."""

from django.conf import settings
from django.urls import path

from omuz.network.returns.views import centre, network, released, sending

app_name = "returns"

_OF_A_CENTRE = [
    path("gostergeler/", centre.indicators, name="indicators"),
    path("gostergeler/<slug:key>/<slug:kind>/", centre.indicator_file, name="indicator-file"),
    path("bildirim/", sending.returns, name="returns"),
    path("bildirim/hazirla/", sending.prepare, name="prepare"),
    path("bildirim/<uuid:return_id>/", sending.one, name="return"),
    path("bildirim/<uuid:return_id>/gonder/", sending.send, name="send"),
    path("bildirim/<uuid:return_id>/birak/", sending.put_aside, name="put-aside"),
    path("bildirim/<uuid:return_id>/dosya/", sending.signed_file, name="file"),
    path("bildirim/<uuid:return_id>/ac/", sending.release, name="release"),
    path("bildirim/<uuid:return_id>/kapat/", sending.withdraw, name="withdraw"),
    path("bildirim/<uuid:return_id>/<slug:key>/<slug:kind>/", sending.one_figure, name="return-figure"),
    path("acilan/", released.totals, name="released"),
    path("acilan/<uuid:release_id>/<slug:key>/<slug:kind>/", released.one_figure, name="released-figure"),
]
"""Figures counted from opened files, and what is prepared of them: only where the sealed centre is installed."""

urlpatterns = [
    path("gelen/", network.received, name="received"),
    path("gelen/al/", network.receive, name="receive"),
    path("ag/", network.dashboard, name="dashboard"),
    path("ag/<slug:key>/<slug:kind>/", network.dashboard_file, name="dashboard-file"),
]
if settings.OMUZ_KIND != "network":
    urlpatterns += _OF_A_CENTRE
