"""The shapes that a relation takes between and beside two countries: tables to read and to extend.

`relation` has those that tell whether two are related, `direction` those that tell who acts on whom, `clause` what both
look for. How shapes are written, and what each class of token holds, says `token_classes`. A gap is what stands between
two countries. Every repetition is bounded or of one class or group, so that all run in linear time.
"""
