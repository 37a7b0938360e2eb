"""Languages other than English: a small module and a folder of the lexicon each; README.md tells what each brings."""

from dyadwire.transforms.text.languages.pack import CODES, Language, load_language

__all__ = ["CODES", "Language", "load_language"]
