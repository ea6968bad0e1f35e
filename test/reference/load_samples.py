"""Loads built samples in Oumi, TRL and LLaMA-Factory as they are: python load_samples.py FOLDER [oumi] [trl] [llamafactory]

FOLDER is what `coalm data build` wrote (Oumi and LLaMA-Factory take both styles, TRL the chat style). Each loader needs its
own package: pip install oumi, trl, llamafactory. Prints the first sample as the loader sees it, and how many there are.
"""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
named = sys.argv[2:] or ["oumi", "trl", "llamafactory"]
samples = next(path for path in (folder / "samples.jsonl", folder / "samples.parquet") if path.exists())
kind = "json" if samples.suffix == ".jsonl" else "parquet"


def show(loader, count, first):
    print(f"{loader}: {count} samples; the first:")
    for role, text in first:
        print(f"  {role}: {text[:70]!r}")


def oumi():
    from oumi.datasets.sft.sft_jsonlines import TextSftJsonLinesDataset

    dataset = TextSftJsonLinesDataset(dataset_path=str(samples))
    show("oumi", len(dataset), [(m.role.value, m.content) for m in dataset.conversation(0).messages])


def trl():
    from datasets import load_dataset
    from trl.data_utils import is_conversational

    dataset = load_dataset(kind, data_files=str(samples), split="train")
    assert is_conversational(dataset[0]), "expected the chat style (--style chat)"
    show("trl", len(dataset), [(m["role"], m["content"]) for m in dataset[0]["messages"]])


def llamafactory():
    from llamafactory.data.loader import _load_single_dataset
    from llamafactory.data.parser import get_dataset_list
    from llamafactory.hparams import DataArguments, ModelArguments
    from transformers import Seq2SeqTrainingArguments

    data = DataArguments(dataset="coalm", dataset_dir=str(folder), template="llama3")
    model = ModelArguments(model_name_or_path="unused")
    training = Seq2SeqTrainingArguments(output_dir="unused", report_to=[])
    described = get_dataset_list(["coalm"], str(folder))[0]
    dataset = _load_single_dataset(described, model, data, training)
    row = dataset[0]
    turns = [("system", row["_system"])] + [(m["role"], m["content"]) for m in row["_prompt"] + row["_response"]]
    show("llamafactory", len(dataset), turns)


for name in named:
    {"oumi": oumi, "trl": trl, "llamafactory": llamafactory}[name]()
