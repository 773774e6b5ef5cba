"""The recipe of the annotator: corpora, encoder, heads, training, export."""
