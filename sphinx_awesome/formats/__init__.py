"""Between text and the model, one module a format.

Reading is total: it gives what was good and a list of problems, and never raises on bad input.
"""
