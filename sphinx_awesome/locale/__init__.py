"""The words of the interface in other languages than English."""
