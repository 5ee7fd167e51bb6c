"""Numbers with their units: money, percent, measures, things counted."""
