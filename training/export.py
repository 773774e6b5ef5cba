#!/usr/bin/env python3
"""Make the program's model files of a training run.

    export.py RUN MODEL_FOLDER

Writes `annotator.onnx` (encoder and heads, matrices as int8), `relation.onnx` (relation labels of given arcs), `labels.json` and
`tokenizer.json`, and prints how far the int8 scores are from the trained ones.
"""
import argparse
import pathlib
import shutil
import tempfile

import numpy
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from annotator.encoder import backbone_folder
from annotator.heads import PAIR_WIDTH, Annotator
from annotator.labels import Labels

# Which outputs leave the graph, in this order; the Rust side reads them by name.
OUTPUTS = ["tag", "lemma", "name", "arc", "relation_source", "relation_target", "trigger", "code", "mode", "status", "cue",
           "role", "link"]


class Graph(nn.Module):
    """The annotator with its outputs in a fixed order."""

    def __init__(self, model, outputs):
        super().__init__()
        self.model, self.outputs = model, outputs

    def forward(self, pieces, shapes, mask, first):
        found = self.model(pieces, shapes, mask, first)
        return tuple(found[name] for name in self.outputs)


def example(batch=2, pieces=9, words=5):
    torch.manual_seed(0)
    return (torch.randint(1000, 20000, (batch, pieces), dtype=torch.int32), torch.zeros((batch, pieces), dtype=torch.int32),
            torch.ones((batch, pieces), dtype=torch.int32), torch.arange(1, 1 + words, dtype=torch.int64).expand(batch, -1).contiguous())


def export(graph, inputs, path, names, outputs, axes):
    torch.onnx.export(graph, inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17,
                      dynamo=False, do_constant_folding=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=pathlib.Path), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--float", action="store_true", help="keep 32-bit floats")
    args = parser.parse_args()
    labels = Labels.load(args.run / "labels.json")
    model = Annotator(labels.sizes()).eval()
    if (args.run / "last.pt").exists():
        model.load_state_dict(torch.load(args.run / "last.pt", weights_only=True)["model"])
    args.out.mkdir(parents=True, exist_ok=True)
    outputs = [name for name in OUTPUTS if name in model.words or name in model.pairs or name in ("arc", "relation_source", "relation_target")]
    inputs = example()
    axes = {"pieces": {0: "batch", 1: "pieces"}, "shapes": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"},
            "first": {0: "batch", 1: "words"}} | {name: {0: "batch", 1: "words"} for name in outputs}
    axes |= {"arc": {0: "batch", 1: "words", 2: "words"}} | {name: {0: "batch", 2: "words", 3: "words"} for name in ("role", "link")}
    with tempfile.TemporaryDirectory() as folder:
        whole = pathlib.Path(folder) / "annotator.onnx"
        export(Graph(model, outputs), inputs, whole, ["pieces", "shapes", "mask", "first"], outputs, axes)
        if args.float:
            shutil.copy(whole, args.out / "annotator.onnx")
        else:
            heads = [node.name for node in onnx.load(whole).graph.node if node.op_type == "MatMul" and "/encoder/" not in node.name]
            quantize_dynamic(whole, args.out / "annotator.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
                             op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=heads)
        compare(whole, args.out / "annotator.onnx", inputs, outputs)
    sides = (torch.randn(3, PAIR_WIDTH), torch.randn(3, PAIR_WIDTH))
    export(model.relation, sides, args.out / "relation.onnx", ["source", "target"], ["relation"],
           {name: {0: "arcs"} for name in ("source", "target", "relation")})
    labels.save(args.out / "labels.json")
    shutil.copy(backbone_folder() / "tokenizer.json", args.out / "tokenizer.json")
    for path in sorted(args.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


def compare(whole, small, inputs, outputs):
    feed = dict(zip(("pieces", "shapes", "mask", "first"), (value.numpy() for value in inputs)))
    one, two = (onnxruntime.InferenceSession(str(path)).run(outputs, feed) for path in (whole, small))
    for name, a, b in zip(outputs, one, two):
        print(f"{name:<16} largest difference {numpy.abs(a - b).max():.3f} of {numpy.abs(a).max():.3f}")


if __name__ == "__main__":
    main()
