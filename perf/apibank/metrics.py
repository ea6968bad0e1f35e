"""The Python side: LLaMA-Factory's four metrics over files of {label, predict}, and their means.

pip install jieba==0.42.1 rouge-chinese==1.0.3 nltk==3.9.1 numpy; python metrics.py FILE.jsonl ...
"""
import json
import logging
import sys

import jieba
import numpy as np
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_chinese import Rouge

jieba.setLogLevel(logging.CRITICAL)
for path in sys.argv[1:]:
    scores = {"rouge-1": [], "rouge-2": [], "rouge-l": [], "bleu-4": []}
    for line in open(path):
        row = json.loads(line)
        hypothesis, reference = " ".join(jieba.cut(row["predict"])), " ".join(jieba.cut(row["label"]))
        if hypothesis.split() and reference.split():
            found = Rouge().get_scores(hypothesis, reference)[0]
        else:
            found = {name: {"f": 0.0} for name in ("rouge-1", "rouge-2", "rouge-l")}
        for name, value in found.items():
            scores[name].append(round(value["f"] * 100, 4))
        bleu = sentence_bleu([list(row["label"])], list(row["predict"]), smoothing_function=SmoothingFunction().method3)
        scores["bleu-4"].append(round(bleu * 100, 4))
    print(json.dumps({name: float(np.mean(values)) for name, values in scores.items()}))
