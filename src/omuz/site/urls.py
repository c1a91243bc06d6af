"""Addresses of one installation; a network installation has none of the sealed centre's."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("omuz.site.shell.urls")),
    path("", include("omuz.foundation.people.urls")),
    path("rehber/", include("omuz.site.guide.urls")),
    path("sayilar/", include("omuz.network.returns.urls")),
]

_CASEWORK = {
    "desk": "",
    "contacts": "temaslar/",
    "cases": "dosyalar/",
    "interviews": "gorusmeler/",
    "safety": "guvenlik/",
    "services": "hizmetler/",
    "consents": "onaylar/",
    "referrals": "yonlendirmeler/",
    "orders": "kararlar/",
    "appointments": "takvim/",
    "team": "ekibimiz/",
    "offline": "belge/",
    "rights": "haklar/",
    "practice": "alistirma/",
}
_NETWORK = {
    "handbook": "sozluk/",
    "directory": "merkezler/",
    "surveys": "anketler/",
    "profiles": "profiller/",
    "standards": "standartlar/",
    "training": "egitim/",
    "meetings": "toplantilar/",
    "leaflet": "bilgi/",
    "cooperation": "is-birligi/",
    "exchange": "ogrenme/",
    "coordination": "koordinasyon/",
    "outreach": "onleme/",
    "programmes": "programlar/",
    "figures": "sayilar/",
    "reports": "raporlar/",
}
urlpatterns += [
    path(where, include(f"omuz.network.{room}.urls"))
    for room, where in _NETWORK.items()
    if find_spec(f"omuz.network.{room}.urls")
]
if find_spec("omuz.network.figures.opendata_urls"):
    urlpatterns.append(path("acik-veri/", include("omuz.network.figures.opendata_urls")))
if settings.OMUZ_KIND != "network":
    urlpatterns += [
        path(where, include(f"omuz.casework.{room}.urls"))
        for room, where in _CASEWORK.items()
        if find_spec(f"omuz.casework.{room}.urls")
    ]

handler400 = "omuz.site.shell.views.bad_request"
handler403 = "omuz.site.shell.views.refused"
handler404 = "omuz.site.shell.views.not_found"
handler500 = "omuz.site.shell.views.broken"
