"""Addresses of the dictionary; none of them names a kind of violence."""

from django.urls import path

from omuz.network.handbook.views import dictionary, external

app_name = "handbook"

urlpatterns = [
    path("", dictionary.indicators, name="indicators"),
    path("el-kitabi/", dictionary.handbook, name="paper"),
    path("birimler/", dictionary.units, name="units"),
    path("turler/", dictionary.types, name="types"),
    path("turler/<slug:kind>/", dictionary.types_file, name="types-file"),
    path("dis-sayilar/", external.external, name="external"),
    path("dis-sayilar/yaz/", external.external_new, name="external-new"),
    path("dis-sayilar/al/", external.external_bring, name="external-bring"),
    path("dis-sayilar/geri-al/", external.external_withdraw, name="external-withdraw"),
    path("dis-sayilar/<slug:kind>/", external.external_file, name="external-file"),
    path("gosterge/<slug:code>/", dictionary.indicator, name="indicator"),
    path("gosterge/<slug:code>/kagit/", dictionary.indicator_paper, name="indicator-paper"),
]
