"""Pages of performance, one module per noun."""
