"""Counts the tokens of samples: python python_count.py SAMPLES.jsonl TOKENIZER.json tokenizers|tiktoken THREADS"""
import base64
import json
import os
import sys

path, vocabulary, engine, threads = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]
os.environ["RAYON_NUM_THREADS"] = threads
os.environ["TOKENIZERS_PARALLELISM"] = "true"


def texts():
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield from (row["instruction"], row["input"], row["output"])


def batches(size=2048):
    batch = []
    for text in texts():
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def with_tokenizers():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(vocabulary)
    encode = getattr(tokenizer, "encode_batch_fast", tokenizer.encode_batch)
    return sum(len(one.ids) for batch in batches() for one in encode(batch, add_special_tokens=False))


def with_tiktoken():
    import tiktoken

    model = json.load(open(vocabulary, encoding="utf-8"))["model"]
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {chr(byte): byte for byte in shown}
    letters |= {chr(256 + at): byte for at, byte in enumerate(b for b in range(256) if b not in shown)}
    ranks = {bytes(letters[c] for c in token): id for token, id in model["vocab"].items()}
    pattern = (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    encoding = tiktoken.Encoding("llama3", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    return sum(len(ids) for batch in batches() for ids in encoding.encode_ordinary_batch(batch, num_threads=int(threads)))


print(with_tokenizers() if engine == "tokenizers" else with_tiktoken())
