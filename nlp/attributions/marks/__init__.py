"""What the marks and the lines of an article tell by themselves: quotations, who speaks first."""
