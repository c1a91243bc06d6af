"""A sealed column can be stored and read back whole; every question about its content is refused in real queries."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connections, models, transaction
from django.db.models import (
    Avg,
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Length, RowNumber, Substr
from django.test.utils import isolate_apps

from omuz.foundation.vault import crypto
from omuz.foundation.vault.fields import KINDS, SealedField
from omuz.foundation.vault.opened import OpenedKey

KEY = OpenedKey(UUID(int=1), crypto.new_key())

with isolate_apps("omuz.foundation.vault"):

    class Folder(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "vault"
            db_table = "sample_folder"

    class Note(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        folder = models.ForeignKey(Folder, on_delete=models.CASCADE, null=True)
        state = models.CharField(max_length=20)
        words = SealedField(kind="words", null=True)
        answers = SealedField(kind="answers")

        class Meta:
            app_label = "vault"
            db_table = "sample_note"


def sealed(text, record):
    return KEY.seal(text, table="sample_note", record=record, field="words")


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Two tables beside the migrated ones, gone after this file."""
    with django_db_blocker.unblock(), connections["owner"].schema_editor() as editor:
        editor.create_model(Folder)
        editor.create_model(Note)
    yield
    with django_db_blocker.unblock(), connections["owner"].schema_editor() as editor:
        editor.delete_model(Note)
        editor.delete_model(Folder)


@pytest.fixture
def notes(tables, db):
    """Two notes; only the second has words."""
    folder = Folder.objects.create(name="a")
    first, second = UUID(int=11), UUID(int=12)
    Note.objects.create(id=first, state="open", answers=sealed({"kind": "phone"}, first))
    Note.objects.create(
        id=second, state="done", folder=folder, answers=sealed({"kind": "visit"}, second), words=sealed("söz", second)
    )
    return Note.objects.all()


ASKED = {
    "filter": lambda notes: notes.filter(words=b"\x01"),
    "filter in": lambda notes: notes.filter(words__in=[b"\x01"]),
    "filter contains": lambda notes: notes.filter(words__contains=b"x"),
    "filter greater": lambda notes: notes.filter(words__gt=b"x"),
    "filter range": lambda notes: notes.filter(words__range=(b"a", b"b")),
    "filter transform": lambda notes: notes.filter(words__length=3),
    "filter on the other side": lambda notes: notes.filter(state=F("words")),
    "filter by Q": lambda notes: notes.filter(Q(state="open") | ~Q(answers=b"x")),
    "filter through a relation": lambda _: Folder.objects.filter(note__words=b"x"),
    "exclude": lambda notes: notes.exclude(words=b"\x01"),
    "get": lambda notes: notes.get(words=b"\x01"),
    "order by": lambda notes: notes.order_by("words"),
    "order by descending": lambda notes: notes.order_by("-answers"),
    "order by expression": lambda notes: notes.order_by(F("words").desc(nulls_last=True)),
    "order by function": lambda notes: notes.order_by(Length("words")),
    "order through a relation": lambda _: Folder.objects.order_by("note__words"),
    "latest": lambda notes: notes.latest("words"),
    "earliest": lambda notes: notes.earliest("words"),
    "annotate alias": lambda notes: notes.annotate(x=F("words")),
    "annotate alias, then order": lambda notes: notes.annotate(x=F("words")).order_by("x"),
    "annotate function": lambda notes: notes.annotate(x=Length("words")),
    "annotate substring": lambda notes: notes.annotate(x=Substr("words", 1, 3)),
    "annotate coalesce": lambda notes: notes.annotate(x=Coalesce("words", "answers")),
    "annotate case": lambda notes: notes.annotate(x=Case(When(words=b"x", then=Value(1)), default=Value(0))),
    "annotate case result": lambda notes: notes.annotate(x=Case(When(state="open", then="words"))),
    "annotate window": lambda notes: notes.annotate(x=Window(RowNumber(), partition_by="words")),
    "annotate comparison": lambda notes: notes.annotate(x=ExpressionWrapper(Q(words=b"x"), BooleanField())),
    "alias": lambda notes: notes.alias(x=Length("words")).filter(x__gt=2),
    "values of an expression": lambda notes: notes.values(x=F("words")),
    "aggregate count": lambda notes: notes.aggregate(n=Count("words")),
    "aggregate max": lambda notes: notes.aggregate(n=Max("words")),
    "aggregate avg of length": lambda notes: notes.aggregate(n=Avg(Length("words"))),
    "aggregate filter": lambda notes: notes.aggregate(n=Count("id", filter=Q(words=b"x"))),
    "count through a relation": lambda _: Folder.objects.annotate(n=Count("note__words")),
    "group by": lambda notes: notes.values("words").annotate(n=Count("id")),
    "distinct on": lambda notes: notes.distinct("words"),
    "outer reference": lambda notes: notes.annotate(x=Exists(Note.objects.filter(state=OuterRef("words")))),
    "subquery that sorts": lambda notes: notes.annotate(x=Subquery(Note.objects.order_by("words").values("id")[:1])),
    "update from": lambda notes: notes.update(state=F("words")),
    "update from one sealed column to another": lambda notes: notes.update(words=F("answers")),
}  # fmt: skip


@pytest.mark.parametrize("question", sorted(ASKED))
def test_a_question_about_a_sealed_column_is_refused(notes, question):
    with pytest.raises(FieldError, match="is sealed"):
        list(ASKED[question](notes))  # a lazy query is only asked when it is read


def test_the_refusal_says_what_to_do_instead(notes):
    with pytest.raises(FieldError, match=r"words is sealed: .* Open the rows in the session of somebody who holds"):
        notes.filter(words__gt=b"x")


STORED = {
    "whole rows": lambda notes: [bytes(note.answers) for note in notes.order_by("id")],
    "values": lambda notes: [bytes(row["answers"]) for row in notes.order_by("id").values("id", "answers")],
    "a list of values": lambda notes: [bytes(each) for each in notes.order_by("id").values_list("answers", flat=True)],
    "only": lambda notes: [bytes(note.answers) for note in notes.order_by("id").only("answers")],
    "deferred": lambda notes: [bytes(note.answers) for note in notes.order_by("id").defer("answers")],
    "counted beside": lambda notes: [
        bytes(note.answers) for note in notes.order_by("id").annotate(n=Count("folder__note"))
    ],
    "a slice": lambda notes: [bytes(note.answers) for note in notes.order_by("id")[:2]],
    "iterated": lambda notes: [bytes(note.answers) for note in notes.order_by("id").iterator(chunk_size=1)],
    "locked": lambda notes: [bytes(note.answers) for note in notes.order_by("id").select_for_update()],
    "distinct rows": lambda notes: [bytes(note.answers) for note in notes.order_by("id").distinct()],
    "a union": lambda notes: [
        bytes(note.answers) for note in notes.filter(state="open").union(notes.filter(state="done")).order_by("state")
    ][::-1],
}


@pytest.mark.parametrize("way", sorted(STORED))
def test_a_sealed_column_is_read_back_whole(notes, way):
    found = STORED[way](notes)
    kinds = [
        KEY.open(blob, table="sample_note", record=UUID(int=number), field="words")["kind"]
        for number, blob in zip((11, 12), found, strict=True)
    ]
    assert kinds == ["phone", "visit"]


def test_a_sealed_column_is_read_through_a_relation(notes):
    note = Note.objects.select_related("folder").get(state="done")
    assert note.folder is not None
    assert note.folder.name == "a"
    row = Folder.objects.values_list("note__words", flat=True).get()
    assert KEY.open(row, table="sample_note", record=UUID(int=12), field="words") == "söz"


def test_whether_there_is_an_envelope_may_be_asked(notes):
    assert [note.state for note in notes.filter(words__isnull=True)] == ["open"]
    assert [note.state for note in notes.exclude(words__isnull=True)] == ["done"]
    assert [folder.name for folder in Folder.objects.filter(note__words__isnull=False)] == ["a"]
    assert Note.objects.filter(id__in=notes.filter(words__isnull=True)).count() == 1


def test_counting_rows_and_asking_whether_there_are_any_needs_no_sealed_column(notes):
    assert notes.count() == 2
    assert notes.exists()
    assert notes.aggregate(n=Count("id"))["n"] == 2


PLAIN = {
    "text": "söz",
    "json": b'{"kind":"phone"}',
    "empty": b"",
    "number": 541,
    "dictionary": {"kind": "phone"},
    "right first byte, wrong length": b"\x01" + bytes(40),
    "cut envelope": sealed("söz", UUID(int=1))[:-1],
}


@pytest.mark.parametrize("what", sorted(PLAIN))
@pytest.mark.parametrize(
    "write",
    [
        lambda _, value: Note(state="x", answers=value).save(),
        lambda _, value: Note.objects.bulk_create([Note(state="x", answers=value)]),
        lambda notes, value: notes.update(answers=value),
        lambda _, value: Note.objects.create(state="x", answers=sealed("a", UUID(int=3)), words=value),
    ],
    ids=["save", "bulk create", "update", "create"],
)
def test_something_plain_never_reaches_a_sealed_column(notes, what, write):
    with pytest.raises(FieldError, match="only envelopes"), transaction.atomic():
        write(notes, PLAIN[what])
    assert notes.count() == 2


def test_an_envelope_is_updated_in_place_and_in_bulk(notes):
    record = UUID(int=12)
    notes.filter(id=record).update(words=sealed("yeni", record))
    note = notes.get(id=record)
    assert KEY.open(note.words, table="sample_note", record=record, field="words") == "yeni"
    note.words = sealed("daha yeni", record)
    Note.objects.bulk_update([note], ["words"])
    assert KEY.open(notes.get(id=record).words, table="sample_note", record=record, field="words") == "daha yeni"


@pytest.mark.parametrize("option", ["unique", "db_index", "primary_key", "default", "unique_for_date"])
def test_a_sealed_field_takes_no_option_that_compares(option):
    with pytest.raises(FieldError, match=option):
        SealedField(kind="words", **{option: b"x"})


def test_a_sealed_field_has_one_of_three_kinds():
    assert [SealedField(kind=kind).kind for kind in KINDS] == ["answers", "words", "identity"]
    with pytest.raises(FieldError, match="secret"):
        SealedField(kind="secret")


def test_a_migration_remembers_the_kind():
    _, path, args, options = SealedField(kind="identity", null=True).deconstruct()
    assert path == "omuz.foundation.vault.fields.SealedField"
    assert SealedField(*args, **options).kind == "identity"


@isolate_apps("omuz.foundation.vault")
def test_an_index_or_constraint_over_a_sealed_field_fails_the_system_check():
    class Indexed(models.Model):
        state = models.CharField(max_length=5)
        words = SealedField(kind="words")

        class Meta:
            app_label = "vault"
            indexes = [models.Index(fields=["state", "-words"], name="indexed_words")]
            constraints = [models.UniqueConstraint(fields=["words"], name="unique_words")]
            unique_together = [("state", "words")]

    found = [error.msg for error in Indexed._meta.get_field("words").check() if error.id == "vault.E001"]
    assert [message.split()[0] for message in found] == ["indexed_words", "unique_words", "unique_together"]
