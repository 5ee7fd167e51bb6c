"""What is to be sent, what was heard, and what was shown or handed out."""
