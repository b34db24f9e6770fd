"""Charts of the list: the numbers as a picture, in every form that a builder can show."""
