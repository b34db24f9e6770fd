"""Items: the segments of one item, its possible titles, and what each says of a paper.

One item at a time: what the items of a list agree on is decided in :mod:`.consensus`.
"""
