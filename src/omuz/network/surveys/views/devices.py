"""Pages about field devices: give one its token, shown once, and take it back."""

import base64
import json
import zlib
from uuid import UUID

import qrcode
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.surveys.actions import make_device, revoke_device
from omuz.network.surveys.actions.devices import Made
from omuz.network.surveys.forms import DeviceForm, centres_to_choose
from omuz.network.surveys.queries.answers import names_of
from omuz.network.surveys.queries.devices import device_of, devices_of
from omuz.network.surveys.queries.questionnaires import may_see_forms


def _form(request: SignedInRequest) -> DeviceForm:
    person = request.person
    held = person.centres_where("surveys.answer")
    places = centres_to_choose(held, every=person.may("surveys.manage"))
    return DeviceForm(request.POST if request.method == "POST" else None, places=places)


@page(None)
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The devices of her centres, and the form for another one; a new token is shown on this one answer only."""
    if not may_see_forms(request.person):
        request.person.require("surveys.answer")
    form, made = _form(request), None
    if form.is_bound and form.is_valid():
        made = make_device(
            by=request.person, centre_id=UUID(form.cleaned_data["centre"]), name=form.cleaned_data["name"]
        )
    devices = devices_of(request.person)
    names = names_of(row.made_by for row in devices)
    centres = dict(Centre.objects.filter(id__in={row.centre_id for row in devices}).values_list("id", "name"))
    context = {
        "devices": [
            {"row": row, "centre": centres.get(row.centre_id, ""), "by": names.get(row.made_by, "")} for row in devices
        ],
        "form": form,
        "made": made,
        "address": request.build_absolute_uri(reverse("surveys:device-root")),
        "picture": _picture(request, made) if made else "",
    }
    return render(request, "surveys/devices.html", context, status=422 if form.is_bound and made is None else 200)


def _picture(request: SignedInRequest, made: Made) -> str:
    """The settings of the device as ODK Collect reads them from a square code, as the address of a picture."""
    address = request.build_absolute_uri(reverse("surveys:device-root")).rstrip("/")
    general = {"server_url": address, "username": made.device.code, "password": made.token}
    told = json.dumps({"general": general, "admin": {}, "project": {}}).encode()
    drawn = qrcode.make(base64.b64encode(zlib.compress(told)).decode(), image_factory=SvgPathImage)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.to_string()).decode()


@page(None)
@require_POST
def revoke(request: SignedInRequest, device_id: UUID) -> HttpResponseBase:
    """From now on the device is answered like a stranger."""
    revoke_device(by=request.person, device=device_of(request.person, device_id))
    messages.success(request, _("Cihazın anahtarı geçersiz; gönderdikleri duruyor."))
    return redirect("surveys:devices")
