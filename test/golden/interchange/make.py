"""Writes the goldens of test/core/interchange: models made by xgboost and LIBSVM, with what they predict.

usage: make.py    (xgboost 3.2.0, libsvm-official 3.37.0, numpy)
"""
import json, os, platform
import numpy as np
import xgboost as xgb
from libsvm.svmutil import svm_load_model, svm_train, svm_predict, svm_save_model, svm_problem, svm_parameter
from importlib.metadata import version

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = {"python": platform.python_version(), "numpy": np.__version__, "xgboost": xgb.__version__, "libsvm": version("libsvm-official")}
N_FEATURES = 5


def rows(n, n_classes, seed):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % n_classes
    X = rng.normal(size=(n, N_FEATURES))
    X[:, 0] += y
    X[:, 1] -= 2 * (y == 1)
    # Values on a coarse grid, so that some rows lie on the thresholds and "<" differs from "<=".
    return np.round(X * 4).astype(np.float32) / 4, y


def without_some(X):
    """NaN where the numbers of row and column say so."""
    X = X.copy()
    i, j = np.indices(X.shape)
    X[(i + 2 * j) % 5 == 0] = np.nan
    return X


def boosted():
    cases = []
    X, y3 = rows(120, 3, 1)
    names = [f"mfcc_{i}_mean" for i in range(N_FEATURES)]
    for name, y, parameters in [
        ("softprob", y3, {"objective": "multi:softprob", "num_class": 3}),
        ("softmax_scalar_base", y3, {"objective": "multi:softmax", "num_class": 3, "base_score": 0.5}),
        ("binary", (y3 == 1) * 1, {"objective": "binary:logistic"}),
        ("pruned_parallel", y3, {"objective": "multi:softprob", "num_class": 3, "tree_method": "exact", "gamma": 3.0, "num_parallel_tree": 2, "subsample": 0.7}),
        ("missing", y3, {"objective": "multi:softprob", "num_class": 3}),
        ("missing_two", (y3 == 1) * 1, {"objective": "binary:logistic"}),
    ]:
        rows_of_case = without_some(X) if name.startswith("missing") else X
        booster = xgb.train({"max_depth": 3, "eta": 0.3, "seed": 0, "nthread": 1, **parameters}, xgb.DMatrix(rows_of_case, y, feature_names=names), 4)
        for ending in ("json", "ubj"):
            booster.save_model(os.path.join(HERE, f"{name}.{ending}"))
        data = xgb.DMatrix(rows_of_case[:40], feature_names=names)
        margins = booster.predict(data, output_margin=True)
        if parameters["objective"] == "multi:softmax":
            wide = np.exp(margins.astype(np.float64))
            probabilities = wide / wide.sum(1, keepdims=True)
        else:
            probabilities = booster.predict(data).astype(np.float64)
        cases.append({"name": name, "margins": margins.tolist(), "probabilities": probabilities.tolist()})
    write("xgboost", {"columns": names, "X": X[:40].tolist(), "cases": cases})


def machines():
    cases = []
    X, y3 = rows(90, 3, 2)
    for name, y, options in [
        # Labels that neither ascend nor begin at 0, in the order in which LIBSVM meets them.
        ("rbf_probability", np.array([7, -2, 3])[y3], "-t 2 -g 0.2 -c 4 -b 1"),
        ("linear", np.array([7, -2, 3])[y3], "-t 0 -c 1"),
        ("polynomial_two", np.array([1, 2])[(y3 == 1) * 1], "-t 1 -g 0.3 -r 1 -d 2 -c 2 -b 1"),
        ("sigmoid", y3, "-t 3 -g 0.05 -r -0.5 -c 2"),
    ]:
        # A dense row leaves its zeros out, as LIBSVM's files do.
        sparse = [{j + 1: float(v) for j, v in enumerate(row) if v != 0} for row in X]
        problem, path = svm_problem(y.tolist(), sparse), os.path.join(HERE, f"{name}.libsvm")
        svm_save_model(path, svm_train(problem, svm_parameter(options + " -q")))
        model = svm_load_model(path)
        judged = sparse[:40]
        _, _, decisions = svm_predict([0] * len(judged), judged, model, "-q")
        labels, _, probabilities = svm_predict([0] * len(judged), judged, model, "-q" + (" -b 1" if "-b 1" in options else ""))
        cases.append({"name": name, "order": model.get_labels(), "labels": labels, "decisions": decisions, "probabilities": probabilities if "-b 1" in options else None})
    write("libsvm", {"X": X[:40].tolist(), "cases": cases})


def write(name, content):
    with open(os.path.join(HERE, f"{name}.golden.json"), "w") as f:
        json.dump({"madeBy": "test/golden/interchange/make.py", "versions": VERSIONS, **content}, f)
        f.write("\n")


if __name__ == "__main__":
    boosted()
    machines()
