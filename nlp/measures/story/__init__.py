"""What an article as a whole tells of a measure: who puts it on, whom, when it is told twice."""
