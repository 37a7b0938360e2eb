"""Where what a figure of a pair counts comes from, and where it goes to: `flow` decides, by the words of `cues`.

A cue is a word by which something goes from one country to another (exports, lent, refugees). `sides` finds who does
it, and to whom, in the cue's clause; `votes` takes each of them for a vote on the origin. All must agree: in doubt a
figure has no flow. The words are data (`flow_words.csv`), nothing is learned.
"""
