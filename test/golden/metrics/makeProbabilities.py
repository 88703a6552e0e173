"""Goldens of the metrics of probabilities, intervals, tests, temperature and abstention.
usage: makeProbabilities.py > probabilities.json (scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6)"""
import json
import warnings
import numpy as np
import scipy
import sklearn
from scipy import optimize, stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, brier_score_loss, confusion_matrix, f1_score, log_loss,
                             precision_recall_fscore_support, roc_auc_score, top_k_accuracy_score)

warnings.simplefilter("ignore")  # draws without a class
rng = np.random.default_rng(11)
EPS = np.finfo(float).eps


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def make(n, k, sharpness, absent=None, grid=None):
    y = rng.integers(0, k, n)
    if absent is not None:
        y[y == absent] = (absent + 1) % k
    p = softmax(sharpness * rng.standard_normal((n, k)) + 1.5 * np.eye(k)[y])
    if grid:  # shares of votes: many ties, zeros among them
        counts = np.floor(p * grid)
        counts[np.arange(n), p.argmax(axis=1)] += grid - counts.sum(axis=1)
        p = counts / grid
    else:  # six decimals keep the file small
        p = p.round(6)
        p[np.arange(n), p.argmax(axis=1)] += 1 - p.sum(axis=1)
        p = p.round(6)
    return y, p


def top(y, p, j):
    """Of equal probabilities scikit-learn takes the later class for the likelier; with the columns turned round, the earlier."""
    k = p.shape[1]
    return top_k_accuracy_score(k - 1 - y, p[:, ::-1], k=j, labels=list(range(k))) if k > 2 else float(np.mean(p.argmax(axis=1) == y) if j == 1 else 1)


def areas(y, p):
    k = p.shape[1]
    return [roc_auc_score(y == c, p[:, c]) if 0 < (y == c).sum() < len(y) else None for c in range(k)]


def calibration(y, p):
    confidence, right = p.max(axis=1), (p.argmax(axis=1) == y).astype(float)
    # (b / 10, (b + 1) / 10], as Guo et al.
    bins = np.minimum(np.digitize(confidence, np.arange(11) / 10, right=True), 10) - 1
    full = [b for b in range(10) if (bins == b).any()]
    error = sum((bins == b).mean() * abs(right[bins == b].mean() - confidence[bins == b].mean()) for b in full)
    curve = [dict(nClips=int((bins == b).sum()), confidence=confidence[bins == b].mean(), accuracy=right[bins == b].mean()) for b in full]
    shares, means = calibration_curve(right, confidence, n_bins=10)
    if len(np.unique(confidence)) == len(confidence):  # scikit-learn's edges are a rounding away from ours
        assert np.allclose(shares, [c["accuracy"] for c in curve], atol=1e-12) and np.allclose(means, [c["confidence"] for c in curve], atol=1e-12)
    return error, curve


def scaled(p, beta):
    return softmax(beta * np.log(np.maximum(p, EPS)))


def best_temperature(y, p):
    z = np.log(np.maximum(p, EPS))
    slope = lambda beta: np.mean((scaled(p, beta) * z).sum(axis=1) - z[np.arange(len(y)), y])
    return 1 / optimize.brentq(slope, 0.01, 100, xtol=1e-15, rtol=1e-15)


def abstention(y, p, precision):
    confidence, right = p.max(axis=1), p.argmax(axis=1) == y
    reached = [(t, right[confidence >= t].mean(), (confidence >= t).mean()) for t in np.unique(confidence) if right[confidence >= t].mean() >= precision]
    return dict(zip(("threshold", "precision", "coverage"), map(float, min(reached)))) if reached else None


cases = []
for n, k, sharpness, absent, grid in ((60, 2, 1.0, None, None), (300, 8, 1.0, None, None), (300, 5, 3.0, 2, None), (300, 4, 1.5, None, 28)):
    y, p = make(n, k, sharpness, absent, grid)
    labels = list(range(k))
    error, curve = calibration(y, p)
    own = areas(y, p)
    temperature = best_temperature(y, p)
    cases.append(dict(nClasses=k, true=y.tolist(), probabilities=p.ravel().tolist(), top=[top(y, p, j) for j in (1, 2)],
                      logLoss=log_loss(y, p, labels=labels), brier=brier_score_loss(y, p, labels=labels, scale_by_half=False),
                      calibrationError=error, curve=curve, rocAuc=own, macroRocAuc=float(np.mean([a for a in own if a is not None])),
                      temperature=temperature, logLossAtTemperature=log_loss(y, scaled(p, 1 / temperature), labels=labels),
                      abstention=[dict(asked=q, found=abstention(y, p, q)) for q in (0.3, 0.75, 0.9, 1.0)]))


class Sfc32:
    """createRandom of src/core/learn/random.ts."""

    def __init__(self, seed):
        self.a, self.b, self.c, self.counter = seed & 0xFFFFFFFF, 0, 0x9E3779B9, 1
        for _ in range(15):
            self.next()

    def next(self):
        m = 0xFFFFFFFF
        total = (self.a + self.b + self.counter) & m
        self.counter = (self.counter + 1) & m
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c + (self.c << 3)) & m
        self.c = (((self.c << 21) | (self.c >> 11)) + total) & m
        return total

    def integer(self, bound):
        return int(self.next() / 4294967296 * bound)


def figures(y, p, k, n_classes):
    """All figures of the rows of one draw, None where a class has no row."""
    labels = list(range(n_classes))
    precision, recall, f1, support = precision_recall_fscore_support(y, k, labels=labels, zero_division=0)
    known = lambda values: [v if s else None for v, s in zip(values, support)]
    matrix = confusion_matrix(y, k, labels=labels)
    own = areas(y, p)
    error, _ = calibration(y, p)
    confidence = p.max(axis=1)
    bins = np.minimum(np.digitize(confidence, np.arange(11) / 10, right=True), 10) - 1
    out = dict(accuracy=accuracy_score(y, k), uar=balanced_accuracy_score(y, k), macroF1=f1_score(y, k, average="macro", zero_division=0),
               top2Accuracy=top(y, p, 2), macroRocAuc=float(np.mean([a for a in own if a is not None])),
               logLoss=log_loss(y, p, labels=labels), brier=brier_score_loss(y, p, labels=labels, scale_by_half=False), calibrationError=error)
    for name, values in (("precision", known(precision)), ("recall", known(recall)), ("f1", known(f1)), ("rocAuc", own),
                         ("bins", [float((k == y)[bins == b].mean()) if (bins == b).any() else None for b in range(10)])):
        out.update({f"{name}.{i}": v for i, v in enumerate(values)})
    for i in range(n_classes):
        out.update({f"shares.{i}.{j}": matrix[i, j] / support[i] if support[i] else None for j in range(n_classes)})
    return out


def intervals(speakers, y, p, seed, draws):
    """Speakers drawn with replacement; an empty one is an unknown one, each of whose rows is drawn by itself."""
    clusters, of = [], {}
    for i, s in enumerate(speakers):
        if s == "" or s not in of:
            of[s] = len(clusters)
            clusters.append([])
        clusters[of[s] if s else -1].append(i)
    random = Sfc32(seed)
    found = {}
    for _ in range(draws):
        rows = np.concatenate([clusters[random.integer(len(clusters))] for _ in clusters])
        for name, value in figures(y[rows], p[rows], p[rows].argmax(axis=1), p.shape[1]).items():
            found.setdefault(name, []).append(value)
    out = {}
    for name, values in found.items():
        defined = [v for v in values if v is not None]
        out[name] = np.percentile(defined, [2.5, 97.5]).tolist() if len(defined) >= 0.9 * draws else None
    return len(clusters), out


bootstraps = []
for n, k, n_speakers, n_unknown, draws in ((120, 3, 9, 0, 200), (90, 4, 6, 5, 200)):
    y, p = make(n, k, 1.2)
    speakers = [f"s{i % n_speakers}" for i in range(n - n_unknown)] + [""] * n_unknown
    if n_unknown:  # a class of two speakers only
        y = np.where(y == 3, 0, y)
        y[[0, 6, 12]], y[[1, 7]] = 3, 3
    n_clusters, found = intervals(speakers, y, p, 5, draws)
    bootstraps.append(dict(nClasses=k, seed=5, nDraws=draws, speakers=speakers, true=y.tolist(), probabilities=p.ravel().tolist(),
                           nClusters=n_clusters, intervals=found))

mcnemar = []
for b, c in ((0, 0), (3, 12), (12, 12), (1, 0), (15, 9), (13, 12), (40, 22), (25, 25), (200, 110), (90, 3), (26, 25), (0, 600)):
    if b + c < 25:
        mcnemar.append(dict(b=b, c=c, statistic=None, pValue=float(stats.binomtest(b, b + c, 0.5).pvalue) if b + c else 1.0))
    else:
        statistic = max(0, abs(b - c) - 1) ** 2 / (b + c)
        mcnemar.append(dict(b=b, c=c, statistic=statistic, pValue=float(stats.chi2.sf(statistic, 1))))

t_tests = []
for j, shift, ratio in ((2, 0.05, 1.0), (6, 0.03, 0.2), (10, 0.001, 1 / 9), (20, 0.2, 1 / 19), (5, 0.0, 0.25)):
    first = 0.5 + 0.05 * rng.standard_normal(j) + shift
    second = 0.5 + 0.05 * rng.standard_normal(j)
    d = first - second
    t = d.mean() / np.sqrt((1 / j + ratio) * d.var(ddof=1))
    t_tests.append(dict(first=first.tolist(), second=second.tolist(), testToTrain=ratio, statistic=t, pValue=float(2 * stats.t.sf(abs(t), j - 1))))

tails = [dict(t=t, degrees=v, pValue=float(2 * stats.t.sf(t, v))) for v in (1, 2, 3, 7, 10, 99, 1000) for t in (1e-3, 0.3, 1.0, 2.5, 12.0, 30.0)]
chi = [dict(x=x, pValue=float(stats.chi2.sf(x, 1))) for x in (1e-9, 0.01, 0.5, 1.0, 3.84, 7.9, 8.1, 30.0, 300.0)]

print(json.dumps(dict(sklearn=sklearn.__version__, scipy=scipy.__version__, cases=cases, bootstraps=bootstraps, mcnemar=mcnemar, tTests=t_tests, studentTails=tails, chiSquaredTails=chi)))
