"""Addresses of figures and returns; none of them carries a centre's name or a word about a woman."""

from django.conf import settings
from django.urls import path

from omuz.network.returns.views import centre, doorway, ledger, network, released, sending, sheets

app_name = "returns"

_OF_A_CENTRE = [
    path("gostergeler/", centre.indicators, name="indicators"),
    path("gostergeler/<slug:key>/<slug:kind>/", centre.indicator_file, name="indicator-file"),
    path("bildirim/", sending.returns, name="returns"),
    path("bildirim/hazirla/", sending.prepare, name="prepare"),
    path("bildirim/gondermeme/", sending.decline, name="decline"),
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
    path("gelen/anahtarla/", doorway.by_key, name="by-key"),
    path("gelen/tablo/", sheets.blank, name="sheet"),
    path("gelen/tablo/oku/", sheets.read, name="read-sheet"),
    path("gelen/tablo/al/", sheets.keep, name="keep-sheet"),
    path("yayim/", ledger.ledger, name="ledger"),
    path("yayim/hazirla/", ledger.proposal, name="proposal"),
    path("yayim/yayimla/", ledger.release, name="release-figures"),
    path("yayim/beklet/", ledger.hold, name="hold"),
    path("yayim/beklet/<uuid:hold_id>/kaldir/", ledger.lift, name="lift"),
    path("yayim/<uuid:release_id>/", ledger.one, name="network-release"),
    path("yayim/<uuid:release_id>/<slug:key>/<slug:kind>/", ledger.one_figure, name="network-release-figure"),
    path("ag/", network.dashboard, name="dashboard"),
    path("ag/<slug:key>/<slug:kind>/", network.dashboard_file, name="dashboard-file"),
]
if settings.OMUZ_KIND != "network":
    urlpatterns += _OF_A_CENTRE
