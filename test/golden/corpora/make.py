"""Writes the goldens of test/core/corpus: a database by audformat with what audformat says of its files, and YAML documents
with what PyYAML reads in them.

usage: make.py    (audformat 1.4.3, PyYAML 6.0.3, pandas 3.1.1)
"""
import json, os, platform, random
import audformat
import pandas as pd
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = {"python": platform.python_version(), "audformat": audformat.__version__, "pandas": pd.__version__, "PyYAML": yaml.__version__}
FILES = ["wav/a.wav", "wav/b.wav", "wav/deep/c.wav", "wav/d.wav", "wav/e.wav"]


def column(table, name, scheme, values):
    table[name] = audformat.Column(scheme_id=scheme)
    table[name].set(values)


def database():
    db = audformat.Database("mini", source="https://example.org/#1", languages=["deu"], description='Acted speech: "emotional", it\'s short.\n\nWith a second paragraph.')
    db.media["microphone"] = audformat.Media(type="audio", format="wav", sampling_rate=16000, channels=1)
    db.schemes["emotion"] = audformat.Scheme("str", labels={"anger": {}, "boredom": {}, "N": "neutral", "amused": {}}, description="Four: anger, boredom, neutral, amused.")
    db.schemes["gender"] = audformat.Scheme("str", labels=["male", "female"])
    db.schemes["speaker"] = audformat.Scheme("int", labels={3: {"gender": "male", "age": 31}, 8: {"gender": "female", "age": 34}})
    db.schemes["transcription"] = audformat.Scheme("str", labels={"a01": "Der Lappen liegt auf dem Eisschrank.", "a02": "Das will sie am Mittwoch abgeben: ganz."})
    db.splits["train"] = audformat.Split("train")
    db.splits["test"] = audformat.Split("test")
    db["files"] = audformat.Table(audformat.filewise_index(FILES), media_id="microphone")
    column(db["files"], "speaker", "speaker", [3, 8, 8, 3, None])
    column(db["files"], "transcription", "transcription", ["a01", "a02", "a01", "a02", None])
    db["emotion.train"] = audformat.Table(audformat.filewise_index(FILES[:2]), split_id="train")
    column(db["emotion.train"], "emotion", "emotion", ["anger", "N"])
    db["emotion.test"] = audformat.Table(audformat.segmented_index(FILES[2:], [0, 0, "1s"], ["0.4s", pd.NaT, "1.5s"]), split_id="test")
    column(db["emotion.test"], "gold", "emotion", ["boredom", "amused", "anger"])
    db["speaker"] = audformat.MiscTable(pd.Index([3, 8], name="speaker", dtype="Int64"))
    column(db["speaker"], "gender", "gender", ["male", "female"])
    db.save(os.path.join(HERE, "audformat"), storage_format="csv")
    say = lambda series: {str(k): None if pd.isna(v) else str(v) for k, v in series.items()}
    return {"speaker": say(db["files"]["speaker"].get()), "sex": say(db["files"]["speaker"].get(map="gender")), "sentence": say(db["files"]["transcription"].get())}


WORDS = ["anger", "Der Lappen", "a: b", "# no", "it's", '"q"', "", "null", "~", "3", "- x", "é ü", "multi\nline", "two\n\nbreaks\n", "tab\tx", "x" * 40 + " " + "y" * 40 + " end", "a, b", "[x]", "{y}", "&a", "*b", "!t", "%p", "? q", "k:", "http://x.y/z#f", "a #b", "  lead", "trail ", "back\\slash", "中立 text", "a\n  indented\nb", "|", ">"]


def value(rng, depth):
    chosen = rng.random()
    if depth > 3 or chosen < 0.5:
        return rng.choice(WORDS) if rng.random() < 0.8 else rng.choice([None, 1, 2.5, True])
    if chosen < 0.75:
        return [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {rng.choice([word for word in WORDS if 0 < len(word) < 40 and "\n" not in word]): value(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def composed(node):
    """Maps as {"map": [[key, value], …]}, scalars as they are written, plain nulls as null."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in ("null", "~", "") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [composed(item) for item in node.value]
    return {"map": [[composed(key), composed(item)] for key, item in node.value]}


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def documents():
    rng = random.Random(7)
    made = []
    while len(made) < 120:
        text = yaml.dump({f"k{i}": value(rng, 0) for i in range(3)}, Dumper=Dumper, default_flow_style=rng.choice([None, False, True]), width=rng.choice([20, 80]), allow_unicode=rng.random() < 0.5, indent=rng.choice([2, 4]), sort_keys=False)
        made.append([text, composed(yaml.compose(text))])
    return made


if __name__ == "__main__":
    with open(os.path.join(HERE, "audformat.json"), "w") as out:
        json.dump({"versions": VERSIONS, "said": database()}, out, indent=1)
        out.write("\n")
    with open(os.path.join(HERE, "yaml.json"), "w") as out:
        json.dump({"versions": VERSIONS, "documents": documents()}, out, ensure_ascii=False, indent=0)
        out.write("\n")
