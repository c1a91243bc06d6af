"""The dictionary of figures: every definition as a page and on paper, and figures of others typed in with source."""
