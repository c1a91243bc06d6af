"""Pages of the practice room: the stories, the two real pages, the comparison. Nothing typed here is kept."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.casework.contacts.forms.shown import warnings_of
from omuz.casework.contacts.forms.tally import TallyForm, now_initial
from omuz.casework.contacts.queries.records import district_of
from omuz.casework.contacts.queries.sentences import given_names, ready_sentences, sentence
from omuz.casework.contacts.rules.answers import BY_NAME as CONTACT
from omuz.casework.contacts.rules.record import NOTE
from omuz.casework.interviews.forms.choices import cards_of
from omuz.casework.interviews.forms.interview import InterviewForm
from omuz.casework.interviews.forms.shown import note_warnings
from omuz.casework.interviews.queries.wording import wording
from omuz.casework.interviews.rules.questions import BY_NAME as INTERVIEW
from omuz.casework.interviews.rules.questions import CHECKED, UNDER_18
from omuz.casework.practice.queries import Story, beside_contact, beside_interview, stories, story_of
from omuz.casework.practice.rules import Typed
from omuz.foundation.people.pages import SignedInRequest, page

SAID_FIRST = ("notes", "limits", "noproof", "decide")


def _story(code: str) -> Story:
    story = story_of(code)
    if story is None:
        raise Http404
    return story


def _typed(request: SignedInRequest, names: Any) -> Typed:
    """What was chosen, by question; a question left alone is there as not asked."""
    return {name: tuple(request.POST.getlist(name)) for name in names}


@page("training.practise")
def index(request: SignedInRequest) -> HttpResponseBase:
    """Every story, and which of them she has finished."""
    done = import_module(settings.PRACTICE_SOURCE).finished(request.person)
    context = {"stories": [(story, story.code in done) for story in stories()], "done": len(done)}
    return render(request, "practice/stories.html", context)


@page("training.practise")
def contact(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The real contact page with an invented call; sending it opens the comparison and keeps nothing."""
    story = _story(code)
    near = district_of(next(iter(request.person.centres))) if request.person.centres else ""
    if request.method != "POST":
        form = TallyForm(initial=now_initial(timezone.localtime()), near=near)
        return render(request, "practice/contact.html", _tally(form, story))
    form = TallyForm(request.POST, near=near)
    if not form.is_valid():
        return render(request, "practice/contact.html", _tally(form, story), status=422)
    typed = _typed(request, (*CONTACT, NOTE))
    import_module(settings.PRACTICE_SOURCE).note_finished(request.person, story.code)
    note = request.POST.get(NOTE, "")
    context = {"story": story, "told": beside_contact(story, typed), "note": note, "of": "contact"}
    return render(request, "practice/compared.html", context | {"warnings": warnings_of(note, given_names())})


def _tally(form: TallyForm, story: Story) -> dict[str, Any]:
    third = sentence("third")
    return {
        "form": form,
        "story": story,
        "sentences": ready_sentences(),
        "third": third,
        "page_keys": [("3", third.title), ("Alt 3", third.title)],
        "note_warnings": warnings_of(str(form[NOTE].value() or ""), given_names()),
    }


@page("training.practise")
def interview(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The real interview page with the same invented woman; Http404 for a story that has none."""
    story = _story(code)
    if not story.interview:
        raise Http404
    if request.method != "POST":
        form = InterviewForm(initial={"on": timezone.localdate()})
        return render(request, "practice/interview.html", _talk(form, story))
    form = InterviewForm(request.POST)
    if not form.is_valid():
        return render(request, "practice/interview.html", _talk(form, story), status=422)
    told = beside_interview(story, _typed(request, INTERVIEW))
    return render(request, "practice/compared.html", {"story": story, "told": told, "of": "interview"})


def _talk(form: InterviewForm, story: Story) -> dict[str, Any]:
    return {
        "form": form,
        "story": story,
        "cards": cards_of(form),
        "always": wording().always,
        "sentences": [sentence(key) for key in SAID_FIRST],
        "minor": str(form["age_band"].value()) in UNDER_18,
        "under_18": sorted(UNDER_18),
        "note_warnings": note_warnings([str(form[name].value() or "") for name in CHECKED]),
    }
