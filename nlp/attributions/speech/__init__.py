"""Whose a quotation is, by the words beside it or by what went before."""
