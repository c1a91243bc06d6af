"""Somebody who asks the pages of figures again and again, each time guided by what she was answered."""

import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from lxml import html

PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025", "2025-03", "2099-Q1", "' OR 1=1")
NARROWED = ("district", "age_band", "relation", "violence_types", "month", "merkez", "satir", "filtre", "where", "by")
CODES = ("konak", "urla", "18_24", "father", "sexual", "2025-03", "konak-1", "*", "[]")
_FIGURES = re.compile(r"^/(sayilar|acik-veri)/")
_FILE = re.compile(r"\.(csv|xlsx|pdf|svg|png|docx|zip|json)$|/(csv|xlsx|pdf|svg|png|docx|pptx)/$")
_NUMBER = re.compile(r"\d")


class Asker:
    """She keeps every address she was shown and changes period, category and filter of it as she likes."""

    def __init__(self, client: Client, beginnings: list[str], chance: random.Random) -> None:
        self.client = client
        self.known = dict.fromkeys(beginnings)
        self.chance = chance
        self.answered = 0
        self.refused = 0

    def asks(self) -> Iterator[tuple[str, str]]:
        """One question; every label and number of the figures in the answer."""
        path = self.chance.choice(list(self.known))
        query = {"donem": self.chance.choice(PERIODS)}
        for name in self.chance.sample(NARROWED, self.chance.randint(0, 3)):
            query[name] = self.chance.choice(CODES)
        address = f"{path.partition('?')[0]}?{urlencode(query)}" if self.chance.random() < 0.8 else path
        answer = self.client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code != 200:
            self.refused += 1
            return
        self.answered += 1
        yield from self._read(html.fromstring(answer.content))

    def _read(self, page: Any) -> Iterator[tuple[str, str]]:
        for link in page.xpath("//main//a/@href"):
            if _FIGURES.match(link) and not _FILE.search(link.partition("?")[0]):
                self.known.setdefault(link)
        for row in page.xpath("//figure//table//tr[th[@scope='row']]"):
            for mark in row.xpath(".//sup"):
                mark.drop_tree()
            label, number, *_rest = [" ".join(cell.text_content().split()) for cell in row]
            if _NUMBER.search(number):
                yield label, number
