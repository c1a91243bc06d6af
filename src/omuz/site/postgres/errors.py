"""What can go wrong with the database, each as one sentence fit for the person at the keyboard."""


class DatabaseTrouble(Exception):
    """A sentence in the reader's language; `facts` fill its %(named)s places."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence % facts if facts else sentence)
