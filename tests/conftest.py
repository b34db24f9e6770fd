"""For all tests: enough examples to find what is wrong, few enough to run with every change."""

import gc
import os

from hypothesis import settings

# Builds make much that stays: looking for garbage all the time is a tenth of all tests.
gc.set_threshold(100_000, 50, 100)

# No deadline: one example may take long on a busy machine. On CI the same examples each time: a
# change is not to fail for what it did not touch; new ones are tried on developers' machines.
settings.register_profile("project", max_examples=50, deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")
