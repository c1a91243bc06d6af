"""The pages of orders: one function a page."""
