"""Scores the ONNX files of onnxModels.ts by onnxruntime; the answers are onnx.golden.json.

usage: node onnxModels.ts && makeOnnx.py    (onnx 1.23.2, onnxruntime 1.32.0, numpy)
"""
import json, os, platform
import numpy as np
import onnx
import onnxruntime

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = {"python": platform.python_version(), "numpy": np.__version__, "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}


def without_some(X):
    """NaN where the numbers of row and column say so."""
    X = X.copy()
    i, j = np.indices(X.shape)
    X[(i + 2 * j) % 5 == 0] = np.nan
    return X


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    X = (rng.normal(size=(40, 5)) * 1.5).astype(np.float32)
    X[:, 4] += np.float32(0.5)
    # On the thresholds of the forest and next to them.
    X[:4, 0] = [0.5, np.nextafter(np.float32(0.5), np.float32(1)), 0.25, 0.75]
    X[:4, 2] = np.float32(0.1)
    cases = {}
    for name in ("boosting", "boosting_two", "boosting_missing", "machine", "machine_two", "forest"):
        path = os.path.join(HERE, f"{name}.onnx")
        onnx.checker.check_model(onnx.load(path))
        labels, probabilities = onnxruntime.InferenceSession(path).run(["label", "probabilities"], {"features": without_some(X) if name == "boosting_missing" else X})
        cases[name] = {"labels": labels.tolist(), "probabilities": probabilities.astype(np.float64).tolist()}
    with open(os.path.join(HERE, "onnx.golden.json"), "w") as f:
        json.dump({"madeBy": "test/golden/interchange/makeOnnx.py", "versions": VERSIONS, "X": X.astype(np.float64).tolist(), "cases": cases}, f)
        f.write("\n")
