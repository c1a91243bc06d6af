"""The model of a municipality taken as a template, and the workspaces that were begun from one."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.models.places import Workspace


class Template(RecordedModel):
    """Roles, pages, protocol text, guide and actions of a municipality as they were on a day; never its data.

    `content` is what `rules/shape.py` reads and writes; `municipality` is where it was taken or brought in;
    `brought_in` where it came as a file. A template is never changed; what is no longer to be used is `retired`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    municipality = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="coordination_templates")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    brought_in = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id name municipality content digest brought_in retired made_at made_by".split()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class Copy(RecordedModel):
    """That a workspace was begun from a template; `steps` tells which action of the plan came from which."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="copied")
    template = models.ForeignKey(Template, models.PROTECT, related_name="copies")
    steps = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id workspace template steps made_at made_by".split()
