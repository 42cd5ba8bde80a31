"""Pages of the organisation, one module per noun."""
