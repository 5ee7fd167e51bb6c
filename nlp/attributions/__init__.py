"""Who said what: reports found in an article, each with its contents, its cue and its chance."""
