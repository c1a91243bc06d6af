"""What a filled questionnaire says by its own rules: what is asked, what is missing, what does not fit, what follows.

    blank(form, *, who="", now=None) -> Instance            a new one: defaults, first values, start, today, username
    opened(form, xml: bytes) -> Instance                    a kept or submitted one; raises NotThisForm (a sentence)
    Instance  .xml() -> bytes (canonical: the same answers are the same bytes)      .values() -> {path: text}
              .get(path) .put(path, text) .add(repeat_path) -> path .remove(path) .count(repeat_path) -> int
              Paths carry the position of each repeat and of nothing else: "/data/visits[2]/day".
    judge(form, instance, *, language="", browser=False, now=None) -> Judged
              writes calculations and counted repeats into the instance; `browser=True` asks no answer where a browser
              cannot give one (photographs). Bounded: a runaway form ends in one fault of kind "form".
    Judged    .values {path: text} relevant and not empty      .irrelevant frozenset of paths (top-most)
              .faults tuple of Fault(path, kind, message)      kind: required constraint type choice form
              .required .read_only frozensets of paths
              .fault_at(path) -> str                            .complete -> bool
    submission(form, instance, *, now=None) -> bytes        judged, irrelevant answers dropped, `end` set, canonical XML

A path given by a reader that is not in the form raises KeyError.
"""

from omuz.network.surveys.logic.instance import Instance, NotThisForm, TooMany, blank, opened
from omuz.network.surveys.logic.judging import Fault, Judged, judge, submission

__all__ = ["Fault", "Instance", "Judged", "NotThisForm", "TooMany", "blank", "judge", "opened", "submission"]
