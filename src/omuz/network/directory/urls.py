"""Addresses of the directory."""

from django.urls import path

from omuz.network.directory.views import centres, files, institutions, municipalities

app_name = "directory"

urlpatterns = [
    path("", centres.centres, name="centres"),
    path("merkez/<slug:code>/", centres.centre, name="centre"),
    path("merkez/<slug:code>/duzenle/", centres.change, name="centre-change"),
    path("merkez/<slug:code>/ic/", centres.inside, name="centre-inside"),
    path("merkez/<slug:code>/dogrula/", centres.confirm, name="centre-confirm"),
    path("merkez/<slug:code>/hizmet/", centres.new_service, name="centre-service"),
    path("hizmet/<uuid:service_id>/", centres.service, name="service"),
    path("kurumlar/", institutions.institutions, name="institutions"),
    path("kurumlar/yeni/", institutions.new, name="institution-new"),
    path("kurumlar/dogrulanacak/", institutions.overdue, name="overdue"),
    path("kurumlar/duvar/", institutions.wall, name="wall"),
    path("kurumlar/al/", files.bring_in, name="bring"),
    path("kurumlar/al/tamam/", files.keep_brought, name="bring-keep"),
    path("kurumlar/ver/<slug:kind>/", files.taken, name="taken"),
    path("kurumlar/<uuid:partner_id>/", institutions.institution, name="institution"),
    path("kurumlar/<uuid:partner_id>/duzenle/", institutions.change, name="institution-change"),
    path("kurumlar/<uuid:partner_id>/dogrula/", institutions.confirm, name="institution-confirm"),
    path("kurumlar/<uuid:partner_id>/hizmet/", institutions.new_service, name="institution-service"),
    path("kurumlar/<uuid:partner_id>/irtibat/", institutions.new_post, name="institution-post"),
    path("irtibat/<uuid:post_id>/", institutions.post, name="post"),
    path("belediyeler/", municipalities.municipalities, name="municipalities"),
    path("belediyeler/<uuid:organisation_id>/", municipalities.municipality, name="municipality"),
    path("belediyeler/<uuid:organisation_id>/duzenle/", municipalities.change, name="municipality-change"),
    path("belediyeler/<uuid:organisation_id>/mudurluk/", municipalities.new_directorate, name="directorate-new"),
    path("mudurluk/<uuid:directorate_id>/", municipalities.directorate, name="directorate"),
    path("mudurluk/<uuid:directorate_id>/irtibat/", municipalities.new_post, name="directorate-post"),
]
