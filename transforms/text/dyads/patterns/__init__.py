"""Tables of shapes: how token classes around two countries state a relation. They are meant to be extended.

`relation` has those that tell whether two are related, `direction` those that tell who acts on whom, `clause` what both
look for. How shapes are written, and what each class of token holds, says `token_classes`. A gap is what stands between
two countries. Every repetition is bounded or of one class or group, so that all run in linear time.
"""
