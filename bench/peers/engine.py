"""Trains and samples with the decoder of decoder.py. Reads a line for each round it is to run, and answers with one of JSON."""
import argparse
import json
import sys
import time

import torch
import torch.nn.functional as F

from decoder import Decoder

p = argparse.ArgumentParser()
p.add_argument("what", choices=["training", "sampling", "asking"])
p.add_argument("--material", required=True, help="a folder with model/, rows.json, prompts.json, questions.json, settings.json")
p.add_argument("--threads", type=int, default=1)
given = p.parse_args()
torch.set_num_threads(given.threads)


def read(name):
    with open(f"{given.material}/{name}.json") as file:
        return json.load(file)


settings = read("settings")
END = settings["end"]


def padded(batch):
    """Rows side by side, padded at the right to the longest, and labels: -100 where nothing is to be learnt."""
    longest = max(len(row["ids"]) for row in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    labels = torch.full((len(batch), longest), -100)
    for i, row in enumerate(batch):
        n = len(row["ids"])
        ids[i, :n] = torch.tensor(row["ids"])
        labels[i, row["promptLength"] : n] = ids[i, row["promptLength"] : n]
    return ids, labels


def loss_of(model, batch):
    ids, labels = padded(batch)
    logits, _ = model(ids)
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), ignore_index=-100)


def training(rows):
    t = settings["training"]
    model = Decoder(f"{given.material}/model")
    trained = []
    for name, parameter in model.named_parameters():
        parameter.requires_grad = "norm" in name
        trained += [parameter] if "norm" in name else []
    optimizer = torch.optim.AdamW(trained, lr=t["learningRate"], betas=(t["beta1"], t["beta2"]), weight_decay=t["weightDecay"])
    steps = t["epochs"] * -(-len(rows) // t["batchRows"])
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    last = 0.0
    for _ in range(t["epochs"]):
        order = torch.randperm(len(rows)).tolist()
        for at in range(0, len(rows), t["batchRows"]):
            loss = loss_of(model, [rows[i] for i in order[at : at + t["batchRows"]]])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, t["clipNorm"])
            optimizer.step()
            schedule.step()
            last = loss.item()
    return {"done": t["epochs"] * sum(len(r["ids"]) - r["promptLength"] for r in rows), "loss": last}


@torch.no_grad()
def drawn(model, prompts, most):
    """Completions of a batch of prompts, padded at the left, with a cache of keys and values."""
    longest = max(map(len, prompts))
    ids = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts])
    padding = torch.tensor([longest - len(prompt) for prompt in prompts])
    finished = torch.zeros(len(prompts), dtype=torch.bool)
    completions, past = [], None
    for _ in range(most + 1):
        logits, past = model(ids, padding, past)
        token = torch.multinomial(logits[:, -1].softmax(-1), 1).squeeze(1)
        token[finished] = END
        finished |= token == END
        if finished.all():
            break
        completions.append(token)
        ids = token.unsqueeze(1)
    return torch.stack(completions, 1) if completions else torch.zeros(len(prompts), 0)


def sampling(model, prompts):
    tokens = 0
    for at in range(0, len(prompts), 256):
        tokens += int((drawn(model, prompts[at : at + 256], settings["maxNewTokens"]) != END).sum())
    return {"done": tokens, "length": tokens / len(prompts)}


def asking(model, questions):
    answers = tokens = 0
    for question in questions:
        completions = drawn(model, [question] * settings["samples"], settings["answerTokens"])
        answers += settings["samples"]
        tokens += int((completions != END).sum())
    return {"done": answers, "length": tokens / answers}


model = Decoder(f"{given.material}/model")
if given.what == "training":
    rows = read("rows")
    with torch.no_grad():
        total = sum(loss_of(model, rows[i : i + 50]).item() * sum(len(r["ids"]) - r["promptLength"] for r in rows[i : i + 50]) for i in range(0, len(rows), 50))
    agreed = total / sum(len(r["ids"]) - r["promptLength"] for r in rows)
    work = lambda: training(rows)
elif given.what == "sampling":
    prompts = read("prompts")
    agreed, work = None, lambda: sampling(model, prompts)
else:
    questions = read("questions")
    agreed, work = None, lambda: asking(model, questions)
print(json.dumps({"ready": True, "loss": agreed}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    result = work()
    result["seconds"] = time.perf_counter() - start
    print(json.dumps(result), flush=True)
