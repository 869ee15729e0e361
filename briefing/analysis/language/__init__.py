"""The language of one text: tokens, sentences, tags, phrases, persons and roles."""
