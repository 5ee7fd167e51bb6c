"""What one sentence tells of its measures: frames, lists, and what several of them share."""
