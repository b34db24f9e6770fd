"""For all tests: enough examples to find what is wrong, few enough to run with every change."""

from hypothesis import settings

# No deadline: one example may take long on a busy machine.
settings.register_profile("project", max_examples=50, deadline=None)
settings.load_profile("project")
