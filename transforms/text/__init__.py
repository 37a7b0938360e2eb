"""The engine: pure functions over text. No Beam, no input or output, no mutable globals."""
