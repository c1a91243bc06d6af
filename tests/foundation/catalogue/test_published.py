"""What is published stays: the test says which definition changed without a new version."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.published import breaches, publish, published_in, require_unchanged

Edit = Callable[[str, str, str], Path]


def test_the_copy_is_as_published(catalogues: Path) -> None:
    assert list(breaches(catalogues)) == []
    assert publish(catalogues) == 0


def test_a_changed_definition_without_a_new_version_is_named(catalogues: Path, edited: Edit) -> None:
    path = edited("indicators/I06.toml", "in_base = []", 'in_base = ["unknown"]')
    assert [line for line in breaches(catalogues) if "I06" in line]
    with pytest.raises(CatalogueError, match=r"I06\.toml"):
        require_unchanged(catalogues, path, "indicator")
    with pytest.raises(CatalogueError, match="I06"):
        publish(catalogues)


def test_a_comment_or_another_order_of_lines_is_no_change(catalogues: Path, edited: Edit) -> None:
    edited("indicators/I06.toml", 'code = "I06"\nversion = 1', '# checked again\nversion = 1\ncode = "I06"')
    assert list(breaches(catalogues)) == []


def test_a_correction_is_a_new_version_and_the_old_one_stays_published(catalogues: Path, edited: Edit) -> None:
    edited("indicators/I06.toml", "in_base = []", 'in_base = ["unknown"]')
    edited("indicators/I06.toml", "version = 1", "version = 2")
    assert [line for line in breaches(catalogues) if "I06" in line]
    assert publish(catalogues) == 1
    assert list(breaches(catalogues)) == []
    versions = {entry.version for entry in published_in(catalogues)[0] if entry.code == "I06"}
    assert versions == {1, 2}


def test_a_published_code_cannot_vanish_from_its_list(catalogues: Path, edited: Edit) -> None:
    edited("lists/channel.csv", "letter,Mektup,Letter,,\n", "")
    (line,) = breaches(catalogues)
    assert "channel" in line
    assert "letter" in line


def test_a_new_code_has_to_be_published(catalogues: Path, edited: Edit) -> None:
    edited("lists/channel.csv", "letter,", "fax,Faks,Fax,,\nletter,")
    assert [line for line in breaches(catalogues) if "fax" in line]
    publish(catalogues)
    assert "fax" in published_in(catalogues)[1]["channel"]
