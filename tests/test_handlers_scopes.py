"""Of what a trade figure is: the words of its sentence that tell, and those that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom_samples import deficit, excerpt

from handlers.words.scopes import scope
from handlers.words.wording import figure_line

WIDER = "The deficit in goods trade widened to $85 billion from $81 billion."
SENTENCES = (
    # sentence, the amount, of what it is
    (WIDER, "$85 billion", "in goods"),
    (WIDER, "$81 billion", "in goods"),
    ("The deficit in goods and services was $60 billion.", "$60 billion", "in goods and services"),
    ("In 2024 the goods deficit was $1.2 billion.", "$1.2 billion", "in goods"),
    ("The goods deficit in 2024 was $1.2 billion.", "$1.2 billion", "in goods"),
    ("The gap was $3 billion and the goods deficit $1 billion.", "$3 billion", ""),
    ("The gap was $3 billion and the goods deficit $1 billion.", "$1 billion", "in goods"),
    ("The goods gap was $3 billion, while the deficit was $1 billion.", "$1 billion", ""),
    ("A $4 billion deficit in services was reported.", "$4 billion", "in services"),
    ("A $4 billion deficit was reported, and goods went up.", "$4 billion", ""),
    ("The trade deficit was $3 billion.", "$3 billion", ""),
    ("Its goods gap was $5 billion with Peru and $2 billion with Chile.", "$2 billion", "in goods"),
    ("In goods the gap was $5 billion, and in services $2 billion.", "$2 billion", "in services"),
    ("The goods gap was $5 billion, and the whole $2 billion.", "$2 billion", ""),
    ("Peru’s goods surplus was $5 billion, with Chile $2 billion.", "$2 billion", "in goods"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "amount", "of"), SENTENCES)
def test_a_figure_is_of_what_its_own_clause_says(sentence: str, amount: str, of: str) -> None:
    """Words of another amount's clause count for nothing; the line shows what is found."""
    figure = replace(
        deficit(f"{sentence} The trade deficit with China was $295.4 billion in 2024, up."),
        excerpt=excerpt(sentence, amount),
        sentence=excerpt(sentence, sentence),
    )
    assert scope(figure) == of
    assert (f"trade deficit {of} with China" if of else "deficit with China") in figure_line(figure)
