"""Fits xgboost's boosted trees with one thread. First a line with the versions; then one JSON request a line on stdin: {"path",
"nRows", "nColumns", "nRounds"}, where the file holds float32 values and then int32 labels; one JSON answer a line: CPU and wall
milliseconds of making the DMatrix and of training, those of training alone, nodes, and the log-loss on the rows."""
import json
import sys
import time

import numpy as np
import xgboost as xgb

print(json.dumps(f"xgboost {xgb.__version__}"), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    n, m = request["nRows"], request["nColumns"]
    X = np.fromfile(request["path"], np.float32, n * m).reshape(n, m)
    y = np.fromfile(request["path"], np.int32, n, offset=4 * n * m)
    wall, cpu = time.perf_counter(), time.process_time()
    rows = xgb.DMatrix(X, y, nthread=1)
    made = time.process_time()
    booster = xgb.train({"objective": "multi:softprob", "num_class": 8, "tree_method": "hist", "max_depth": 6, "eta": 0.3, "max_bin": 256, "nthread": 1}, rows, request["nRounds"])
    end_wall, end = time.perf_counter(), time.process_time()
    p = booster.predict(rows).astype(np.float64)
    print(json.dumps({"cpuMs": 1000 * (end - cpu), "wallMs": 1000 * (end_wall - wall), "trainMs": 1000 * (end - made),
                      "nNodes": sum(len(tree.split("\n")) - 1 for tree in booster.get_dump()), "logLoss": -np.log(p[np.arange(n), y]).mean()}), flush=True)
