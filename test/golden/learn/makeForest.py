"""Writes forestSeeds.json: what scikit-learn's forests of ten seeds say of three sets, for test/core/learn/randomForestSeeds.test.ts.

usage: makeForest.py reference_features_22050.csv.gz
The digits-like and the synthetic set are made of integer arithmetic and exact float64 operations, so randomForestSets.ts makes
the same float32 values bit for bit.
"""
import csv, gzip, json, os, sys
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.metrics import accuracy_score, recall_score
from sklearn.tree import DecisionTreeClassifier
from make import HERE, VERSIONS, mulberry32, synthetic

SEEDS = range(10)
SYNTHETIC = {"nRows": 900, "nTrain": 600, "nFeatures": 12, "nClasses": 8, "seed": 20240601, "spread": 1.2}
DIGITS = {"nRows": 1500, "nTrain": 1000, "seed": 77}


def digits_like(n_rows, seed):
    """Ten classes of 8 x 8 pixels from 0 to 16: each its own picture, shifted by up to two columns, with much noise. The outer columns
    of the picture are always 0, and half of its pixels are mostly so."""
    u = mulberry32(seed)
    pictures = [[(0 if next(u) < 0.5 else 4 + int(next(u) * 13)) if 1 <= j % 8 <= 6 else 0 for j in range(64)] for _ in range(10)]
    X = np.zeros((n_rows, 64), np.float32)
    y = np.array([i % 10 for i in range(n_rows)])
    for i in range(n_rows):
        shift = int(next(u) * 5) - 2
        for j in range(64):
            column = j % 8 + shift
            value = pictures[y[i]][j + shift] if 0 <= column <= 7 else 0
            noise = int(next(u) * 49) - 24
            if 1 <= j % 8 <= 6:
                X[i, j] = min(16, max(0, value + noise if value > 0 else noise - 12))
    return X, y


def imbalanced(X, y):
    """Every fourth row of the upper half of the classes."""
    keep = (y < 4) | (np.arange(len(y)) % 4 == 0)
    return X[keep], y[keep]


def forests(X, y, Xt, yt, **params):
    """Ten forests of 100 trees: what the test rows, the out-of-bag rows and the trees say."""
    out = {"accuracy": [], "uar": [], "logLoss": [], "oobAccuracy": [], "nNodes": []}
    importances = []
    for seed in SEEDS:
        m = RandomForestClassifier(100, oob_score=True, random_state=seed, n_jobs=1, **params).fit(X, y)
        p = m.predict_proba(Xt)
        out["accuracy"].append(accuracy_score(yt, p.argmax(1)))
        out["uar"].append(recall_score(yt, p.argmax(1), average="macro"))
        out["logLoss"].append(-np.mean(np.log(np.maximum(p[np.arange(len(yt)), yt], 2**-52))))
        out["oobAccuracy"].append(m.oob_score_)
        out["nNodes"].append(sum(t.tree_.node_count for t in m.estimators_))
        importances.append(m.feature_importances_)
    return {**{name: np.round(values, 6).tolist() for name, values in out.items()}, "importance": np.round(np.mean(importances, axis=0), 7).tolist()}


def tree(X, y, **params):
    t = DecisionTreeClassifier(max_depth=3, random_state=0, **params).fit(X, y)
    return {"feature": t.tree_.feature.tolist(), "threshold": t.tree_.threshold.tolist(), "nRows": t.tree_.n_node_samples.tolist(),
            "importance": t.feature_importances_.tolist(), "probabilities": t.predict_proba(X[:5]).tolist()}


def reference(path):
    emotions = {"01": "neutral", "02": "calm", "03": "happy", "04": "sad", "05": "angry", "06": "fearful", "07": "disgust", "08": "surprised"}
    with gzip.open(path, "rt") as f:
        rows = list(csv.reader(f))[1:]
    X = np.array([[float(v) for v in r[1:]] for r in rows], np.float32)
    labels = [emotions[r[0].split("-")[2]] for r in rows]
    fold = np.array([(int(r[0].split("-")[6].split(".")[0]) - 1) % 6 for r in rows])
    names = sorted(set(labels))
    y = np.array([names.index(l) for l in labels])
    test = fold < 2
    return {"classes": names, "forest": forests(X[~test], y[~test], X[test], y[test])}


if __name__ == "__main__":
    X, y = synthetic(SYNTHETIC["nRows"], SYNTHETIC["nFeatures"], SYNTHETIC["nClasses"], SYNTHETIC["seed"], SYNTHETIC["spread"])
    n = SYNTHETIC["nTrain"]
    parts = X[:n], y[:n], X[n:], y[n:]
    few = (*imbalanced(X[:n], y[:n]), X[n:], y[n:])
    D, d = digits_like(DIGITS["nRows"], DIGITS["seed"])
    m = DIGITS["nTrain"]
    permuted = [permutation_importance(RandomForestClassifier(100, random_state=s).fit(*parts[:2]), *parts[2:], n_repeats=10, random_state=s).importances_mean for s in SEEDS]
    content = {
        "madeBy": "test/golden/learn/makeForest.py", "versions": VERSIONS,
        "synthetic": {"set": SYNTHETIC, "forest": forests(*parts), "entropy": forests(*parts, criterion="entropy", min_samples_split=10),
                      "permutationImportance": np.round(permuted, 6).tolist()},
        "digits": {"set": DIGITS, "sum": float(D.sum()), "forest": forests(D[:m], d[:m], D[m:], d[m:])},
        "weighted": [{"criterion": c, "classWeight": w, "forest": forests(*few, criterion=c, class_weight=s, min_samples_leaf=3)}
                     for c in ("gini", "entropy") for w, s in (("balanced", "balanced"), ("balancedSubsample", "balanced_subsample"))],
        "unweighted": forests(*few, min_samples_leaf=3),
        "weightedTrees": [{"criterion": c, **tree(*few[:2], criterion=c, class_weight="balanced")} for c in ("gini", "entropy")],
        "trees": [{"criterion": c, **tree(*parts[:2], criterion=c)} for c in ("gini", "entropy")],
        "reference": {"folds": "actors whose (number - 1) mod 6 is 0 or 1 are the test part", **reference(sys.argv[1])},
    }
    path = os.path.join(HERE, "forestSeeds.json")
    with open(path, "w") as f:
        json.dump(content, f)
        f.write("\n")
    print(os.path.getsize(path), content["digits"]["forest"]["accuracy"], content["synthetic"]["forest"]["accuracy"][:3], content["reference"]["forest"]["accuracy"])
    print([(w["classWeight"], np.mean(w["forest"]["uar"])) for w in content["weighted"]], np.mean(content["unweighted"]["uar"]))
