"""Two files of one woman: proposed by one colleague, looked at by another, undone by either."""

from enum import StrEnum


class MergeState(StrEnum):
    """Where a merge stands."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    MERGED = "merged"
    UNDONE = "undone"


class MergeProblem(StrEnum):
    """Why two files are not put together."""

    SAME_FILE = "merge_same_file"
    SAME_PERSON = "merge_same_person"
    DIFFERENT_WALLS = "merge_different_walls"
    CANNOT_MOVE = "merge_cannot_move"
    NOT_PROPOSED = "merge_not_proposed"
    NOT_MERGED = "merge_not_merged"
    NOT_FOUND = "merge_not_found"
    ALREADY = "merge_already"
