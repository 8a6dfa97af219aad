"""The one error of this floor."""


class DataError(ValueError):
    """Something in data/ is missing or wrong. The message names file, row and column and says what to do."""
