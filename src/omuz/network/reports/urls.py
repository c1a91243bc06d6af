"""Addresses of reports; none of them names a centre or what a report says."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from omuz.network.reports.views import beginning, comparing, desk, files, listing, reading, talking, writing

app_name = "reports"

_EDITION = "<uuid:edition_id>/"
_SECTION = f"{_EDITION}bolum/<slug:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.editions, name="editions"),
    path("yeni/", beginning.new, name="new"),
    path("yeni/<slug:code>/", beginning.begin, name="begin"),
    path(_EDITION, desk.edition, name="edition"),
    path(f"{_EDITION}bolumler/", desk.choose, name="choose"),
    path(f"{_EDITION}yeniden-topla/", desk.again, name="again"),
    path(f"{_EDITION}yayimla/", desk.publish, name="publish"),
    path(f"{_EDITION}geri-cek/", desk.withdraw, name="withdraw"),
    path(f"{_EDITION}kaldir/", desk.discard, name="discard"),
    path(_SECTION, writing.section, name="section"),
    path(f"{_SECTION}yaz/", writing.write, name="write"),
    path(f"{_SECTION}sakla/", writing.keep, name="keep"),
    path(f"{_SECTION}surumler/", writing.versions, name="versions"),
    path(f"{_SECTION}surumler/<int:version>/", writing.restore, name="restore"),
    path(f"{_SECTION}yorum/", talking.say, name="say"),
    path(f"{_SECTION}yorum/kapat/", talking.settle, name="settle"),
    path(f"{_SECTION}onay/", talking.sign, name="sign"),
    path(f"{_EDITION}oku/", reading.read, name="read"),
    path(f"{_EDITION}oku/<slug:key>/", reading.section, name="read-section"),
    path(f"{_EDITION}sayi/<str:key>/", reading.figure, name="figure"),
    path(f"{_EDITION}karsilastir/", comparing.compare, name="compare"),
    path(f"{_EDITION}indir/<slug:language>/<slug:kind>/", files.file, name="file"),
]
if find_spec("omuz.network.reports.voices_urls"):
    urlpatterns.append(path("", include("omuz.network.reports.voices_urls")))
