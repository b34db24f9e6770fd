"""Rules about a loaded list: what a reader of the files cannot see, since each value is good.

One module a family of rules; each rule has a code, a title, why it is a rule, how to mend what
breaks it, and an example. The list of all is :data:`.rules.RULES`.
"""
