"""Steps of workflows on GitHub: issues by form come in, pull requests go out.

Each is a command that runs on any machine too.
"""
