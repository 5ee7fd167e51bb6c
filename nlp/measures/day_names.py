"""The names of days and months that many patterns pass over or stop at."""

DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
)
"""Names of days and months, as a part of a pattern."""
SCHEDULED_DAY = rf"(?:{DAY}|[0-9]{{1,2}} [A-Z]|midnight|tomorrow|next|the end|the start)"
"""A day as words of a schedule name it."""
