"""Fits scikit-learn's forest. First a line with the versions; then one JSON request a line on stdin: {"path", "nRows", "nColumns",
"nTrees", "seed"}, where the file holds float32 values and then int32 labels; one JSON answer a line: CPU and wall milliseconds."""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier

print(json.dumps(f"scikit-learn {sklearn.__version__}"), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    n, m = request["nRows"], request["nColumns"]
    X = np.fromfile(request["path"], np.float32, n * m).reshape(n, m)
    y = np.fromfile(request["path"], np.int32, n, offset=4 * n * m)
    forest = RandomForestClassifier(request["nTrees"], n_jobs=1, random_state=request["seed"])
    wall, cpu = time.perf_counter(), time.process_time()
    forest.fit(X, y)
    print(json.dumps({"cpuMs": 1000 * (time.process_time() - cpu), "wallMs": 1000 * (time.perf_counter() - wall), "nNodes": sum(t.tree_.node_count for t in forest.estimators_)}), flush=True)
