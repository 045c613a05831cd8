"""The Qwen2 decoder in plain PyTorch: what a researcher writes first. Reads a model directory in the Hugging Face layout."""
import json
import struct
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn


def tensors(file):
    """name -> float32 tensor of a safetensors file."""
    raw = Path(file).read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    found = {}
    for name, about in header.items():
        begin, end = (8 + size + offset for offset in about["data_offsets"])
        assert about["dtype"] == "F32", (name, about["dtype"])
        values = torch.frombuffer(bytearray(raw[begin:end]), dtype=torch.float32)
        found[name] = values.reshape(about["shape"])
    return found


class RmsNorm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, h, g = c["hidden_size"], c["num_attention_heads"], c["num_key_value_heads"]
        self.h, self.g, self.k = h, g, d // h
        self.input_layernorm = RmsNorm(d, c["rms_norm_eps"])
        self.post_attention_layernorm = RmsNorm(d, c["rms_norm_eps"])
        self.self_attn = nn.ModuleDict(
            {
                "q_proj": nn.Linear(d, h * self.k),
                "k_proj": nn.Linear(d, g * self.k),
                "v_proj": nn.Linear(d, g * self.k),
                "o_proj": nn.Linear(h * self.k, d, bias=False),
            }
        )
        f = c["intermediate_size"]
        self.mlp = nn.ModuleDict(
            {
                "gate_proj": nn.Linear(d, f, bias=False),
                "up_proj": nn.Linear(d, f, bias=False),
                "down_proj": nn.Linear(f, d, bias=False),
            }
        )

    def forward(self, x, cos, sin, hidden, past):
        b, t, _ = x.shape
        a, m = self.self_attn, self.mlp
        y = self.input_layernorm(x)
        q = rotated(a["q_proj"](y).view(b, t, self.h, self.k).transpose(1, 2), cos, sin)
        k = rotated(a["k_proj"](y).view(b, t, self.g, self.k).transpose(1, 2), cos, sin)
        v = a["v_proj"](y).view(b, t, self.g, self.k).transpose(1, 2)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        keys = k.repeat_interleave(self.h // self.g, 1)
        values = v.repeat_interleave(self.h // self.g, 1)
        scores = q @ keys.transpose(2, 3) / self.k**0.5
        weights = scores.masked_fill(hidden, float("-inf")).softmax(-1)
        x = x + a["o_proj"]((weights @ values).transpose(1, 2).reshape(b, t, -1))
        y = self.post_attention_layernorm(x)
        return x + m["down_proj"](F.silu(m["gate_proj"](y)) * m["up_proj"](y)), (k, v)


def rotated(x, cos, sin):
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat([-second, first], -1) * sin


class Decoder(nn.Module):
    def __init__(self, directory):
        super().__init__()
        c = json.loads((Path(directory) / "config.json").read_text())
        self.embed_tokens = nn.Embedding(c["vocab_size"], c["hidden_size"])
        self.layers = nn.ModuleList([Layer(c) for _ in range(c["num_hidden_layers"])])
        self.norm = RmsNorm(c["hidden_size"], c["rms_norm_eps"])
        k = c["hidden_size"] // c["num_attention_heads"]
        angles = torch.outer(
            torch.arange(c["max_position_embeddings"]).float(),
            c["rope_theta"] ** (-torch.arange(0, k, 2).float() / k),
        )
        self.cos, self.sin = (torch.cat([f(angles)] * 2, -1) for f in (torch.cos, torch.sin))
        assert c["tie_word_embeddings"]
        stored = tensors(Path(directory) / "model.safetensors")
        self.load_state_dict({name.removeprefix("model."): value for name, value in stored.items()})

    def forward(self, ids, padding=None, past=None):
        """[b, t] to logits [b, t, v] and the cache. `padding` [b]: how many tokens at the left of a row are none."""
        b, t = ids.shape
        before = 0 if past is None else past[0][0].size(2)
        padding = torch.zeros(b, dtype=torch.long) if padding is None else padding
        columns = torch.arange(before + t)
        hidden = columns[None, None, :] > columns[before:][None, :, None]
        hidden = hidden | (columns[None, None, :] < padding[:, None, None])
        hidden = hidden & (columns[None, None, :] != columns[before:][None, :, None])
        places = (columns[before:][None, :] - padding[:, None]).clamp(min=0)
        cos, sin = self.cos[places].unsqueeze(1), self.sin[places].unsqueeze(1)
        x, cache = self.embed_tokens(ids), []
        for number, layer in enumerate(self.layers):
            x, kept = layer(x, cos, sin, hidden.unsqueeze(1), None if past is None else past[number])
            cache.append(kept)
        return F.linear(self.norm(x), self.embed_tokens.weight), cache
