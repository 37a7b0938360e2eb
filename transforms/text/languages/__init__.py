"""Languages beside English: one small module and a folder of the lexicon each; how to add one is told in README.md."""

from dyadwire.transforms.text.languages.pack import CODES, Language, load_language

__all__ = ["CODES", "Language", "load_language"]
