"""Scores text pairs with the Python stack that LLaMA-Factory uses, for golden files and fuzzing.

pip install jieba==0.42.1 rouge-chinese==1.0.3 nltk==3.9.1
python apibank_text.py PAIRS.jsonl SCORES.jsonl    (one [prediction, label] a line -> one [r1, r2, rl, b4] a line)
"""
import json
import logging
import sys

import jieba
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_chinese import Rouge

jieba.setLogLevel(logging.CRITICAL)


def score(predict, label):
    hypothesis, reference = list(jieba.cut(predict)), list(jieba.cut(label))
    joined = " ".join(hypothesis), " ".join(reference)
    if not joined[0].split() or not joined[1].split():
        rouge = {name: {"f": 0.0} for name in ("rouge-1", "rouge-2", "rouge-l")}
    else:
        rouge = Rouge().get_scores(*joined)[0]
    bleu = sentence_bleu([list(label)], list(predict), smoothing_function=SmoothingFunction().method3)
    return [round(rouge[name]["f"] * 100, 4) for name in ("rouge-1", "rouge-2", "rouge-l")] + [round(bleu * 100, 4)]


with open(sys.argv[1]) as pairs, open(sys.argv[2], "w") as out:
    for line in pairs:
        out.write(json.dumps(score(*json.loads(line))) + "\n")
