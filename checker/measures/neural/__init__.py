"""Measures by models that the user names: what they share, and one module for each kind of model.

torch and transformers, the extra `neural`, are imported when a measure is taken; to name a measure imports neither.
"""
