"""The page kept on the computer: the same for everybody, with no name, no code and no centre in it."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from omuz.casework.contacts.forms.tally import TallyForm
from omuz.casework.interviews.forms.choices import cards_of
from omuz.casework.interviews.forms.interview import InterviewForm
from omuz.foundation.people.pages import public_page


@public_page
@require_safe
def shell(request: HttpRequest) -> HttpResponseBase:
    """The empty forms and the script; what is written in them never comes back in this answer."""
    talk = InterviewForm(auto_id="talk_%s")
    told = {
        "tally": TallyForm(auto_id="tally_%s"),
        "talk": talk,
        "cards": cards_of(talk),
        "idle": settings.OMUZ_IDLE_SECONDS,
    }
    return render(request, "offline/shell.html", told)


@public_page
@require_safe
def keeper(_request: HttpRequest) -> HttpResponseBase:
    """The worker that shows the kept page when the line is cut; it answers for the addresses beside it only."""
    script = Path(str(finders.find("offline/keeper.js"))).read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@public_page
@require_safe
def manifest(_request: HttpRequest) -> HttpResponseBase:
    """What a browser asks before it puts the page among the programs: a neutral name, a neutral sign."""
    told = {
        "name": "Belge",
        "short_name": "Belge",
        "start_url": reverse("offline:shell"),
        "scope": reverse("offline:shell"),
        "display": "standalone",
        "background_color": "#FBF8F4",
        "theme_color": "#857A86",
        "icons": [{"src": static("shell/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
