"""Loss and LoRA gradient of SmolLM2-135M-Instruct as PyTorch with PEFT computes them, from the same GGUF file.

pip install torch transformers peft gguf
python test/reference/train_gradient.py WEIGHTS.gguf > test/train/embedded/golden/gradient.json
Samples and LoRA values follow formulas that test/train/embedded/gradient.real.test.ts repeats.
"""
import json
import sys

import gguf
import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

KINDS = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
RANK, ALPHA = 16, 32


def noise(start, count):
    """Numbers in [-1/32, 1/32) that 32-bit floats hold exactly."""
    h = (np.arange(start, start + count, dtype=np.uint64) * 2654435761) & 0xFFFFFFFF
    h ^= h >> np.uint64(15)
    h = (h * 2246822519) & 0xFFFFFFFF
    h ^= h >> np.uint64(13)
    return (((h >> np.uint64(8)).astype(np.float64) / 2**24 - 0.5) / 16).astype(np.float32)


def samples():
    shared = [1000 + 37 * i for i in range(40)]
    a = shared + [(7919 * i) % 40000 + 100 for i in range(56)]
    b = shared + [(104729 * i) % 40000 + 100 for i in range(24)]
    return [(a, 60), (b, 44)]


def to_hf(rows, heads):
    """GGUF keeps the rows of q and k in rotating pairs; transformers keeps the halves of a head apart."""
    return rows.reshape(heads, rows.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(rows.shape)


def from_hf(rows, heads):
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(rows.shape)


def load(path):
    reader = gguf.GGUFReader(path)
    field = lambda key: reader.fields["llama." + key].contents()
    config = LlamaConfig(
        vocab_size=len(reader.fields["tokenizer.ggml.tokens"].data),
        hidden_size=field("embedding_length"),
        intermediate_size=field("feed_forward_length"),
        num_hidden_layers=field("block_count"),
        num_attention_heads=field("attention.head_count"),
        num_key_value_heads=field("attention.head_count_kv"),
        rms_norm_eps=field("attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": field("rope.freq_base")},
        max_position_embeddings=field("context_length"),
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config).float()
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    tensors = {t.name: gguf.dequantize(t.data, t.tensor_type).reshape(t.shape[::-1].tolist()) for t in reader.tensors}
    state = {
        "model.embed_tokens.weight": tensors["token_embd.weight"],
        "model.norm.weight": tensors["output_norm.weight"],
    }
    for layer in range(config.num_hidden_layers):
        block, hf = f"blk.{layer}.", f"model.layers.{layer}."
        state[hf + "input_layernorm.weight"] = tensors[block + "attn_norm.weight"]
        state[hf + "post_attention_layernorm.weight"] = tensors[block + "ffn_norm.weight"]
        for kind, name in KINDS.items():
            weight = tensors[f"{block}{kind}.weight"]
            state[f"{hf}{name}.weight"] = to_hf(weight, heads[kind]) if kind in heads else weight
    missing, unexpected = model.load_state_dict({k: torch.tensor(v) for k, v in state.items()}, strict=False)
    assert missing in ([], ["lm_head.weight"]) and not unexpected, (missing, unexpected)
    model.tie_weights()
    return model, config, heads


def adapted(model, targets=tuple(KINDS)):
    names = [KINDS[kind].split(".")[1] for kind in targets]
    lora = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=names, task_type="CAUSAL_LM")
    return get_peft_model(model, lora)


def main():
    model, config, heads = load(sys.argv[1])
    peft = adapted(model)
    parameters = dict(peft.named_parameters())
    slots, offset = [], 0
    for layer in range(config.num_hidden_layers):
        for kind, name in KINDS.items():
            for half in "ab":
                parameter = parameters[f"base_model.model.model.layers.{layer}.{name}.lora_{half.upper()}.default.weight"]
                values = noise(offset, parameter.numel()).reshape(parameter.shape)
                if half == "b" and kind in heads:
                    values = to_hf(values, heads[kind])
                parameter.data = torch.tensor(np.ascontiguousarray(values))
                slots.append((f"blk.{layer}.{kind}.weight.lora_{half}", parameter, heads.get(kind) if half == "b" else None))
                offset += parameter.numel()
    learnt = sum(len(ids) - start for ids, start in samples())
    loss = 0.0
    for ids, start in samples():
        tokens = torch.tensor([ids])
        logits = peft(tokens).logits[0, start - 1 : -1]
        part = torch.nn.functional.cross_entropy(logits, tokens[0, start:], reduction="sum") / learnt
        part.backward()
        loss += part.item()
    rows = []
    for index, (name, parameter, count) in enumerate(slots):
        gradient = parameter.grad.double().numpy()
        if count:
            gradient = from_hf(gradient, count)
        flat = gradient.reshape(-1)
        against = noise(index * 1000003, flat.size).astype(np.float64)
        rows.append([name, float(np.linalg.norm(flat)), float(flat @ against), float(flat[0]), float(flat[-1])])
    total = float(np.sqrt(sum(row[1] ** 2 for row in rows)))
    versions = {"torch": torch.__version__.split("+")[0]}
    rounded = [[name, *(float(f"{value:.8g}") for value in values)] for name, *values in rows]
    head = {"versions": versions, "loss": loss, "learnt": learnt, "norm": total}
    print(json.dumps(head)[:-1] + ', "slots": [\n' + ",\n".join(json.dumps(row) for row in rounded) + "\n]}")


if __name__ == "__main__":
    main()
