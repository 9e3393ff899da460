"""Facts about languages as data, and the functions that read text with them."""
