"""Loads a tiny model's adapter with the official peft, safetensors and gguf packages; what they read and compute is the golden.

    python3 -m venv VENV && VENV/bin/pip install gguf==0.19.0 peft torch transformers
    node --import tsx test/weights/adapter-files.ts FOLDER
    VENV/bin/python test/reference/adapter_files.py FOLDER > test/weights/golden/adapter.json
"""
import hashlib, json, pathlib, sys
import gguf, peft, torch, transformers
from safetensors import safe_open

folder = pathlib.Path(sys.argv[1])
IDS = [1, 79, 82, 66, 259, 13, 201, 7, 44, 2]
NAMES = {"attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj", "attn_v": "self_attn.v_proj",
         "attn_output": "self_attn.o_proj", "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj",
         "ffn_down": "mlp.down_proj", "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}

def read(path):
    reader = gguf.GGUFReader(path)
    return ({key: field.contents() for key, field in reader.fields.items()},
            {tensor.name: torch.tensor(tensor.data.copy()) for tensor in reader.tensors})

meta, tensors = read(folder / "tiny.gguf")
about = lambda key: meta["llama." + key]
config = transformers.LlamaConfig(
    hidden_size=about("embedding_length"), num_hidden_layers=about("block_count"),
    num_attention_heads=about("attention.head_count"), num_key_value_heads=about("attention.head_count_kv"),
    intermediate_size=about("feed_forward_length"), vocab_size=about("vocab_size"),
    rms_norm_eps=about("attention.layer_norm_rms_epsilon"), rope_theta=about("rope.freq_base"),
    tie_word_embeddings=True, attn_implementation="eager")

def unpermuted(weight, heads):
    return weight.reshape(heads, weight.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(weight.shape)

def model(tensors):
    state = {"model.embed_tokens.weight": tensors["token_embd.weight"], "model.norm.weight": tensors["output_norm.weight"]}
    for name, weight in tensors.items():
        if not name.startswith("blk."): continue
        _, layer, kind, _ = name.split(".")
        if kind == "attn_q": weight = unpermuted(weight, config.num_attention_heads)
        if kind == "attn_k": weight = unpermuted(weight, config.num_key_value_heads)
        state[f"model.layers.{layer}.{NAMES[kind]}.weight"] = weight
    llama = transformers.LlamaForCausalLM(config).eval()
    left = llama.load_state_dict(state, strict=False)
    assert not left.unexpected_keys and left.missing_keys in ([], ["lm_head.weight"]), left
    llama.tie_weights()
    return llama

def logits(llama):
    with torch.no_grad(): return llama(torch.tensor([IDS])).logits[0]

adapted = peft.PeftModel.from_pretrained(model(tensors), folder / "adapter")
loaded = {name for name, _ in adapted.named_parameters() if "lora_" in name}
with safe_open(folder / "adapter" / "adapter_model.safetensors", "pt") as file:
    assert len(file.keys()) == len(loaded) and file.metadata() == {"format": "pt"}
    for name in file.keys():
        place = name.replace(".weight", ".default.weight")
        assert torch.equal(adapted.get_parameter(place), file.get_tensor(name)), name

adapter_meta, matrices = read(folder / "adapter.gguf")
merged = dict(tensors)
for name in tensors:
    a, b = matrices.get(name + ".lora_a"), matrices.get(name + ".lora_b")
    if a is not None: merged[name] = tensors[name] + adapter_meta["adapter.lora.alpha"] / a.shape[0] * (b @ a)

with_peft, with_gguf = logits(adapted), logits(model(merged))
assert (with_peft - with_gguf).abs().max() < 1e-3, (with_peft - with_gguf).abs().max()
files = ["tiny.gguf", "adapter.gguf", "adapter/adapter_model.safetensors", "adapter/adapter_config.json"]
print(json.dumps({
    "packages": {package.__name__: getattr(package, "__version__", "0.19.0") for package in (peft, transformers, torch, gguf)},
    "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
    "metadata": {key: value for key, value in adapter_meta.items() if not key.startswith("GGUF.")},
    "ids": IDS,
    "adapted": [[round(float(value), 4) for value in row[:24]] for row in with_peft],
}))
