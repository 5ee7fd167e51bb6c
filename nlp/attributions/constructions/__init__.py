"""How a sentence reports: the constructions in which a cue takes a source and a content."""
