"""The look of the product: tokens, components, page frame, French typography in templates."""
