"""The pages about people, one function a page."""
