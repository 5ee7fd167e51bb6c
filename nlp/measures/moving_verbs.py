"""The verbs by which a rate goes up or down, as parts of the patterns that look for them."""

from __future__ import annotations

GOES = (
    r"(?:goes|falls|drops|declines|decreases|sinks|slides|rises|climbs|jumps|leaps|soars|increases"
    r"|doubles|triples|trebles|quadruples|halves|moves|steps|comes)"
)
"""It moves, said of now or of what is settled."""
GO = (
    r"(?:go|fall|drop|decline|decrease|sink|slide|rise|climb|jump|leap|soar|increase|double|triple"
    r"|treble|quadruple|halve|move|step|come)"
)
"""It moves, behind "will" or of several."""
WENT = (
    r"(?:went|fell|dropped|declined|decreased|sank|slid|rose|climbed|jumped|leapt|soared|increased"
    r"|doubled|tripled|trebled|quadrupled|halved|moved|stepped|came)"
)
"""It moved."""
MOVED = (
    r"(?:raised|lifted|increased|hiked|doubled|tripled|trebled|quadrupled|cut|lowered|reduced"
    r"|slashed|trimmed|halved|brought|taken|moved|shifted|put)"
)
"""Somebody moved it: behind "was" or "has been"."""
WAY = r"(?: up| down| back| straight| sharply| further| again)*"
"""Which way it moves."""
AND_WAS_MOVED = (
    r"(?:and|but|then|before)(?: then| later| soon)?"
    rf" (?:was|were|(?:has|have) (?:since )?been|being)(?: then| later)? {MOVED}{WAY} to "
)
"""It was moved after what was told of it before: "took effect in May and was raised to 50%"."""
