"""The names of days and months that many patterns pass over or stop at."""

DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
)
"""Names of days and months, as a part of a pattern."""
