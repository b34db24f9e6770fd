"""What workflows on GitHub run: issues by form come in, pull requests go out.

Each is a command that runs on any machine too.
"""
