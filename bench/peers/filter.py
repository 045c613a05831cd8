"""The rules numbers-format and banned-words in plain Python. Reads a line for each round it is to run, and answers with one of JSON."""
import json
import re
import sys
import time

rows_file, rules_file, what = sys.argv[1:4]
with open(rules_file) as file:
    rules = json.load(file)
banned = set(rules["words"])
DIGITS = re.compile(r"[0-9]+")
SEPARATOR = re.compile(r"[ \n\t\r]+|[ \n\t\r]*[,;][ \n\t\r]*")
WORD = re.compile(r"[^\W\d_]+|\d+")


def numbers_format(text):
    if text.endswith("."):
        text = text[:-1]
    if len(text) >= 2 and text[0] + text[-1] in ("[]", "()"):
        text = text[1:-1]
    numbers = DIGITS.findall(text)
    between = DIGITS.split(text)
    if not numbers or between[0] or between[-1]:
        return "invalid-format"
    separators = set(between[1:-1])
    if len(separators) > 1 or (separators and not SEPARATOR.fullmatch(separators.pop())):
        return "invalid-format"
    if len(numbers) > rules["maxCount"]:
        return "too-many"
    if any(not rules["minValue"] <= int(number) <= rules["maxValue"] for number in numbers):
        return "out-of-range"
    return None


def banned_words(text):
    return "banned-word" if any(word in banned for word in WORD.findall(text.lower())) else None


def judged(text):
    reasons = [numbers_format(text), banned_words(text)]
    return not any(reasons)


def rule():
    return sum(numbers_format(text) is None for text in texts), len(texts)


def chain():
    return sum(judged(text) for text in texts), len(texts)


def from_file():
    kept = rows = 0
    with open(rows_file) as lines:
        for line in lines:
            rows += 1
            kept += judged(json.loads(line)["completion"])
    return kept, rows


work = {"rule": rule, "chain": chain, "file": from_file}[what]
with open(rows_file) as lines:
    texts = [json.loads(line)["completion"] for line in lines]
kept, _ = work()
print(json.dumps({"ready": True, "kept": kept}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    kept, rows = work()
    print(json.dumps({"done": rows, "seconds": time.perf_counter() - start}), flush=True)
