"""Writes the golden figures of test/core/learn from scikit-learn and xgboost.

usage: make.py [reference_features_22050.csv.gz]
Without the reference table only xgboost.json, forest.json and svm.json are written; with it reference.json as well.
The synthetic set is made of integer arithmetic and exact float64 operations, so test/core/learn/syntheticSet.ts
makes the same float32 values bit for bit.
"""
import csv, gzip, json, os, platform, sys
import numpy as np
import sklearn
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, log_loss, recall_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = {"python": platform.python_version(), "numpy": np.__version__, "sklearn": sklearn.__version__, "xgboost": xgb.__version__}


def mulberry32(seed):
    a = seed & 0xFFFFFFFF
    while True:
        a = (a + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((a ^ (a >> 15)) * (1 | a)) & 0xFFFFFFFF
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t
        yield ((t ^ (t >> 14)) & 0xFFFFFFFF) / 4294967296


def synthetic(n_rows, n_features, n_classes, seed, spread):
    """Row i is of class min(i mod (n_classes + 1), n_classes - 1), so the last class is twice as frequent as each other:
    its centre (in [-1, 1)) + spread * (sum of four uniforms - 2)."""
    u = mulberry32(seed)
    centres = [[2 * next(u) - 1 for _ in range(n_features)] for _ in range(n_classes)]
    X = np.empty((n_rows, n_features), np.float32)
    y = np.array([min(i % (n_classes + 1), n_classes - 1) for i in range(n_rows)])
    for i in range(n_rows):
        for j in range(n_features):
            total = next(u) + next(u) + next(u) + next(u)
            X[i, j] = np.float32(centres[y[i]][j] + spread * (total - 2))
    return X, y


SET = {"nRows": 900, "nTrain": 600, "nFeatures": 12, "nClasses": 8, "seed": 20240601, "spread": 1.2}


def split_set():
    X, y = synthetic(SET["nRows"], SET["nFeatures"], SET["nClasses"], SET["seed"], SET["spread"])
    n = SET["nTrain"]
    return X[:n], y[:n], X[n:], y[n:]


def write(name, content):
    path = os.path.join(HERE, name)
    with open(path, "w") as f:
        json.dump({"madeBy": "test/golden/learn/make.py", "versions": VERSIONS, **content}, f, indent=1)
        f.write("\n")
    print(name, os.path.getsize(path), flush=True)


def boosting():
    X, y, Xt, yt = split_set()
    train, test = xgb.DMatrix(X, y), xgb.DMatrix(Xt, yt)
    cases = [
        {"nRounds": 50, "maxDepth": 6, "eta": 0.1},
        {"nRounds": 20, "maxDepth": 3, "eta": 0.3, "gamma": 0.5, "lambda": 2.0, "alpha": 0.5, "minChildWeight": 3.0},
        {"nRounds": 20, "maxDepth": 4, "eta": 0.3, "maxBin": 100, "minChildWeight": 0.0},
    ]
    out = []
    for c in cases:
        p = {"objective": "multi:softprob", "num_class": SET["nClasses"], "tree_method": "hist", "max_depth": c["maxDepth"], "eta": c["eta"],
             "gamma": c.get("gamma", 0), "lambda": c.get("lambda", 1), "alpha": c.get("alpha", 0), "min_child_weight": c.get("minChildWeight", 1),
             "max_bin": c.get("maxBin", 256), "nthread": 1, "seed": 0}
        b = xgb.train(p, train, c["nRounds"])
        model = json.loads(b.save_raw("json"))["learner"]
        trees = model["gradient_booster"]["model"]["trees"]
        first = trees[0]
        first_round = b.predict(test, iteration_range=(0, 1))
        probabilities = b.predict(test)
        out.append({"params": c, "baseScore": model["learner_model_param"]["base_score"],
                    "nNodes": int(sum(len(t["left_children"]) for t in trees)),
                    "trainLogLoss": log_loss(y, b.predict(train).astype(np.float64)),
                    "testLogLoss": log_loss(yt, probabilities.astype(np.float64)),
                    "testAccuracy": accuracy_score(yt, probabilities.argmax(1)),
                    "firstTree": {"feature": first["split_indices"], "condition": first["split_conditions"], "left": first["left_children"],
                                  "gain": first["loss_changes"], "cover": first["sum_hessian"]},
                    "firstRoundProbabilities": np.round(first_round[:12].astype(np.float64), 7).tolist(),
                    "probabilities": np.round(probabilities[:12].astype(np.float64), 7).tolist()})
    write("xgboost.json", {"set": SET, "cases": out})


def forest():
    X, y, Xt, yt = split_set()
    cases = []
    for c in [{"nTrees": 100, "criterion": "gini", "maxFeatures": "sqrt", "minSamplesLeaf": 1, "maxDepth": 0},
              {"nTrees": 100, "criterion": "entropy", "maxFeatures": "log2", "minSamplesLeaf": 4, "maxDepth": 6}]:
        acc, loss, nodes = [], [], []
        for seed in range(10):
            m = RandomForestClassifier(c["nTrees"], criterion=c["criterion"], max_features=c["maxFeatures"], min_samples_leaf=c["minSamplesLeaf"],
                                       max_depth=c["maxDepth"] or None, random_state=seed).fit(X, y)
            p = m.predict_proba(Xt)
            acc.append(accuracy_score(yt, p.argmax(1))); loss.append(log_loss(yt, p)); nodes.append(sum(t.tree_.node_count for t in m.estimators_))
        cases.append({"params": c, "accuracy": acc, "logLoss": loss, "nNodes": nodes})
    trees = []
    for criterion in ("gini", "entropy"):
        t = DecisionTreeClassifier(criterion=criterion, max_depth=3, random_state=0).fit(X, y).tree_
        trees.append({"criterion": criterion, "feature": t.feature.tolist(), "threshold": t.threshold.tolist(), "left": t.children_left.tolist(),
                      "right": t.children_right.tolist(), "nRows": t.n_node_samples.tolist()})
    write("forest.json", {"set": SET, "forests": cases, "trees": trees})


def svm():
    X, y, Xt, yt = split_set()
    out = []
    for c in [{"kernel": "rbf"}, {"kernel": "linear"}, {"kernel": "poly", "degree": 3, "coef0": 1.0}, {"kernel": "sigmoid", "C": 1.0},
              {"kernel": "rbf", "class_weight": "balanced"}]:
        p = {"C": 10.0, **c}
        Xu, yu = (X, y) if "class_weight" not in c else (X[(y != 0) | (np.arange(len(y)) < 160)], y[(y != 0) | (np.arange(len(y)) < 160)])
        m = SVC(gamma="scale", decision_function_shape="ovo", tol=1e-6, **p).fit(Xu, yu)
        out.append({"params": p, "gamma": m._gamma, "nSupport": m.n_support_.tolist(), "predicted": m.predict(Xt).tolist(),
                    "decision": np.round(m.decision_function(Xt[:8]), 6).tolist()})
    losses = []
    for seed in range(5):
        m = SVC(C=10.0, gamma="scale", probability=True, random_state=seed).fit(X, y)
        losses.append(log_loss(yt, m.predict_proba(Xt)))
    write("svm.json", {"set": SET, "cases": out, "probabilityLogLoss": losses})


def reference(path):
    emotions = {"01": "neutral", "02": "calm", "03": "happy", "04": "sad", "05": "angry", "06": "fearful", "07": "disgust", "08": "surprised"}
    with gzip.open(path, "rt") as f:
        rows = list(csv.reader(f))[1:]
    X = np.array([[float(v) for v in r[1:]] for r in rows], np.float32)
    labels = [emotions[r[0].split("-")[2]] for r in rows]
    actor = np.array([int(r[0].split("-")[6].split(".")[0]) for r in rows])
    names = sorted(set(labels))
    y = np.array([names.index(l) for l in labels])

    def boosted(Xr, yr, Xe):
        return xgb.XGBClassifier(n_estimators=300, max_depth=6, learning_rate=0.1, tree_method="hist", n_jobs=1, random_state=0).fit(Xr, yr).predict(Xe)

    def machine(Xr, yr, Xe):
        s = StandardScaler().fit(Xr)
        return SVC(C=10, kernel="rbf", gamma="scale").fit(s.transform(Xr), yr).predict(s.transform(Xe))

    def woods(Xr, yr, Xe):
        return RandomForestClassifier(500, random_state=0, n_jobs=1).fit(Xr, yr).predict(Xe)

    out = {}
    for name, run in (("svm", machine), ("rf", woods), ("xgboost", boosted)):
        predicted = np.full(len(y), -1)
        folds = []
        for i in range(6):
            te = (actor - 1) % 6 == i
            predicted[te] = run(X[~te], y[~te], X[te])
            folds.append(recall_score(y[te], predicted[te], average="macro"))
        out[name] = {"uar": recall_score(y, predicted, average="macro"), "accuracy": accuracy_score(y, predicted), "foldUar": folds,
                     "predicted": "".join(map(str, predicted))}
        print(name, out[name]["uar"], folds, flush=True)
    write("reference.json", {"classes": names, "folds": "fold of actor a = (a - 1) mod 6", "learners": out})


if __name__ == "__main__":
    import warnings
    warnings.filterwarnings("ignore", category=FutureWarning)
    boosting(); forest(); svm()
    if len(sys.argv) > 1:
        reference(sys.argv[1])
