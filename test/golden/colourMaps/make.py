"""Colour maps as matplotlib publishes them: 256 colours each, as six hexadecimal digits a colour."""
import json, pathlib
import matplotlib
from matplotlib import colormaps

maps = {}
for name in ["viridis", "magma", "cividis"]:
    colours = colormaps[name](range(256), bytes=True)
    maps[name] = "".join("%02x%02x%02x" % tuple(c[:3]) for c in colours.tolist())
path = pathlib.Path(__file__).parent / "colourMaps.json"
path.write_text(json.dumps({"madeWith": f"matplotlib {matplotlib.__version__}", "maps": maps}) + "\n")
