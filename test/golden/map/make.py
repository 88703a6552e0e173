"""Principal components of standardised rows by scikit-learn, for test/core/map: /tmp/pyenv/bin/python test/golden/map/make.py"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

here = pathlib.Path(__file__).parent
random = np.random.RandomState(7)


def case(n_rows, n_columns, n_components):
    hidden = random.normal(size=(n_rows, 3)) @ random.normal(size=(3, n_columns))
    X = (hidden + 0.5 * random.normal(size=(n_rows, n_columns))).astype(np.float32)
    X[:, 1] = 2.5  # a constant column
    Z = StandardScaler().fit_transform(X.astype(np.float64))
    pca = PCA(n_components=n_components, svd_solver="full").fit(Z)
    distances, indices = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(Z).kneighbors(Z)
    return {
        "nRows": n_rows,
        "nColumns": n_columns,
        "X": [float(v) for v in X.ravel()],
        "variances": pca.explained_variance_.tolist(),
        "shares": pca.explained_variance_ratio_.tolist(),
        "axes": pca.components_.tolist(),
        "scores": pca.transform(Z)[:8].tolist(),
        "nearest": indices[:8, 1:].tolist(),
        "distances": distances[:8, 1:].tolist(),
    }


tall, wide = case(60, 9, 4), case(14, 30, 4)
(here / "principalComponents.json").write_text(json.dumps({"madeWith": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}", "tall": tall, "wide": wide}))
