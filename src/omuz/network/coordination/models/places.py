"""A municipality's workspace: its stages, directorates and their pages, protocol, plan of action; no person in it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.rules.states import Standing, State, standing


class Workspace(RecordedModel):
    """One municipality that works by the model; `stage` is what the last row of `reached` says.

    `secretariat_post` is the post that runs the work; `committed_on` and `commitment` are the day of the mayor's word
    and where it is written down. `typical` marks content that is an example, not what a municipality decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.OneToOneField(Organisation, models.PROTECT, related_name="coordination")
    begun_on = models.DateField()
    typical = models.BooleanField(default=False)
    stage = models.PositiveSmallIntegerField(default=0)
    secretariat_post = models.CharField(max_length=120, blank=True)
    committed_on = models.DateField(null=True, blank=True)
    commitment = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id municipality begun_on typical stage secretariat_post committed_on commitment changed_at"
            " changed_by".split()
        )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(stage__lte=6), name="coordination_stage_known")]

    def __str__(self) -> str:
        return self.municipality.name


class StageReached(RecordedModel):
    """A stage a municipality came to, or was set back to, on a day; only added to, the last one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="reached")
    stage = models.PositiveSmallIntegerField()
    on = models.DateField()
    evidence_note = models.CharField(max_length=400, blank=True)
    by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id workspace stage on evidence_note by made_at".split()

    class Meta:
        ordering = ["on", "made_at"]


class Unit(RecordedModel):
    """A directorate in the workspace; `key` is its code in the list `directorate`, or of its own.

    Focal point and deputy are posts, never persons; `focal_contact` is the post's own line or mailbox.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="units")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    typical = models.BooleanField(default=False)
    focal_post = models.CharField(max_length=120, blank=True)
    focal_contact = models.CharField(max_length=120, blank=True)
    deputy_post = models.CharField(max_length=120, blank=True)
    staff_count = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        operational: Collection[str] = (
            "id workspace key name typical focal_post focal_contact deputy_post staff_count order".split()
        )

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="coordination_unit_once")]

    def __str__(self) -> str:
        return self.name


class UnitPage(RecordedModel):
    """One version of a directorate's page: notice, ask alone, say, agree and refer, never write down."""

    PARTS = ("notice", "ask", "say", "refer", "never")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="pages")
    version = models.PositiveSmallIntegerField()
    notice = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    say = models.TextField(blank=True)
    refer = models.TextField(blank=True)
    never = models.TextField(blank=True)
    typical = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id unit version notice ask say refer never typical confirmed_on made_at made_by".split()
        )

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["unit", "version"], name="coordination_page_once")]


class Protocol(RecordedModel):
    """The protocol between the directorates: parties one a line, text, signature, term; `renewed_from` came before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="protocols")
    title = models.CharField(max_length=200)
    parties = models.TextField(blank=True)
    text = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renewed_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewal")
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id workspace title parties text signed_on starts_on ends_on renewed_from made_at".split()
        )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="coordination_protocol_ends_later",
            )
        ]

    @property
    def party_lines(self) -> list[str]:
        return [line.strip() for line in self.parties.splitlines() if line.strip()]


class Step(RecordedModel):
    """One action of the plan: what, which directorate and post, from when until when, how it is seen, its state."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="steps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=400)
    post = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    indicator = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=200, blank=True)
    strategic_plan = models.CharField(max_length=120, blank=True)
    equality_plan = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in State], default=State.PLANNED)
    why = models.CharField(max_length=400, blank=True)
    done_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id workspace unit what post starts_on ends_on indicator means strategic_plan equality_plan state why"
            " done_on changed_at changed_by".split()
        )

    class Meta:
        ordering = ["ends_on", "starts_on", "what"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="coordination_step_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_on__isnull=True)),
                name="coordination_step_done_has_day",
            ),
        ]

    def standing(self, today: date) -> Standing:
        """Its state on a day: an open action past its last day is late, whoever wrote what."""
        return standing(State(self.state), self.ends_on, today)


class CardCount(RecordedModel):
    """How many cards a directorate handed out in a quarter and how often it referred; it counts no women."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="counts")
    quarter = models.CharField(max_length=7)
    handed = models.PositiveIntegerField(default=0)
    referred = models.PositiveIntegerField(default=0)

    class Privacy:
        operational: Collection[str] = "id unit quarter handed referred".split()

    class Meta:
        ordering = ["quarter"]
        constraints = [models.UniqueConstraint(fields=["unit", "quarter"], name="coordination_counted_once")]


class Lesson(RecordedModel):
    """Something learnt on the way, and who else should know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="lessons")
    on = models.DateField()
    text = models.CharField(max_length=600)
    for_whom = models.CharField(max_length=160, blank=True)
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id workspace on text for_whom made_by".split()

    class Meta:
        ordering = ["-on"]
