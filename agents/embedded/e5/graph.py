"""The transformer as an ONNX graph, with products in 8 bits.

Linear layers run as `DynamicQuantizeMatMul`: the weights have one scale for each output, the activations one
for each run. Weights keep within ±63: then two products fit into the 16 bits in which processors without VNNI
add them, and every processor gives the same sums. A few layers stay in float32 because single activations in
their input are hundreds of times larger than the rest, so one scale would leave nothing of the rest; found by
leaving out each layer in turn (docs/decisions/0013).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from agents.embedded.e5.weights import Matrix, Weights

POOLED_LAYERS: Final = (6, 8, 10, 12)
"""After which layers the mean of the hidden states is given."""

HIDDEN, KEPT, SHARES, POOLED = "hidden", "kept", "shares", "pooled"
"""The graph's inputs and its output, see `build_graph`."""

_FULL_PRECISION: Final = frozenset({"l0.fo", "l4.fo", "l5.fo"})
_LARGEST: Final = 63
_MICROSOFT: Final = "com.microsoft"
_IR_VERSION: Final = 9
_OPSET: Final = 18


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Return the model.

    Inputs for a batch of B texts with up to L tokens: `hidden`, float32 (B, L, 384), embedded tokens; `kept`,
    int32 (B, L), 1 for a token and 0 for padding; `shares`, float32 (B, 1, L), each token's share in the
    text's mean. Output: `pooled`, float32 (B, layers, 384), the means after `POOLED_LAYERS`.
    """
    return _Builder(weights).build()


class _Builder:
    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._sizes = weights.sizes
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        state, pools = HIDDEN, list[str]()
        for layer in range(self._sizes.layers):
            state = self._add_layer(state, f"l{layer}")
            if layer + 1 in POOLED_LAYERS:
                pools.append(self._add("MatMul", [SHARES, state], f"pool{layer + 1}"))
        self._nodes.append(helper.make_node("Concat", pools, [POOLED], axis=1))
        graph = helper.make_graph(
            self._nodes, "e5", _describe_inputs(), [_describe_output()], self._constants
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)

    def _add_layer(self, state: str, layer: str) -> str:
        attended = self._add_norm(self._add_attention(state, layer), state, f"{layer}.ao", f"{layer}.aln")
        inner = self._add_product(attended, [f"{layer}.fi"], self._sizes.hidden)
        active = self._add_ours("FastGelu", [inner, self._bias(f"{layer}.fi")], f"{layer}.active")
        outer = self._add_product(active, [f"{layer}.fo"], self._sizes.inner)
        return self._add_norm(outer, attended, f"{layer}.fo", f"{layer}.oln")

    def _add_attention(self, state: str, layer: str) -> str:
        names = [f"{layer}.{part}" for part in "qkv"]
        together = self._add_product(state, names, self._sizes.hidden)
        parts = [f"{name}.part" for name in names]
        self._nodes.append(helper.make_node("Split", [together], parts, axis=2, num_outputs=3))
        biases = np.concatenate([self._weights.read_vector(f"{name}.b") for name in names])
        bias = self._add_constant(f"{layer}.qkv.b", biases)
        inputs = [*parts, bias, KEPT]
        heads = self._sizes.heads
        attended = self._add_ours("MultiHeadAttention", inputs, f"{layer}.attention", num_heads=heads)
        return self._add_product(attended, [f"{layer}.ao"], self._sizes.hidden)

    def _add_product(self, state: str, names: Sequence[str], columns: int) -> str:
        """Add the product of `state` with the stacked matrices `names`, without their biases."""
        rows = np.concatenate([self._weights.read_matrix(f"{name}.w", columns) for name in names])
        name = names[0]
        if name in _FULL_PRECISION:
            return self._add("MatMul", [state, self._add_constant(f"{name}.w", rows.T)], f"{name}.product")
        numbers, scales = _quantise(rows.T)
        inputs = [
            state,
            self._add_constant(f"{name}.w", numbers),
            self._add_constant(f"{name}.scales", scales),
            self._add_constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
        ]
        return self._add_ours("DynamicQuantizeMatMul", inputs, f"{name}.product")

    def _add_norm(self, state: str, skipped: str, product: str, norm: str) -> str:
        """Add the layer norm of `state` + bias of `product` + `skipped`."""
        scale = self._add_constant(f"{norm}.w", self._weights.read_vector(f"{norm}.w"))
        inputs = [state, skipped, scale, self._bias(norm), self._bias(product)]
        epsilon = self._sizes.epsilon
        return self._add_ours("SkipLayerNormalization", inputs, f"{norm}.out", epsilon=epsilon)

    def _bias(self, name: str) -> str:
        return self._add_constant(f"{name}.b", self._weights.read_vector(f"{name}.b"))

    def _add_constant(self, name: str, values: NDArray[np.float32] | NDArray[np.int8]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, operator: str, inputs: list[str], output: str) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output]))
        return output

    def _add_ours(self, operator: str, inputs: list[str], output: str, **options: float) -> str:
        """Add an operator of onnxruntime's own domain."""
        node = helper.make_node(operator, inputs, [output], domain=_MICROSOFT)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in options.items())
        self._nodes.append(node)
        return output


def _quantise(matrix: Matrix) -> tuple[NDArray[np.int8], Matrix]:
    """Return `matrix`, shape (inputs, outputs), in whole numbers and the scale of each output."""
    largest = np.abs(matrix).max(axis=0)
    scales = np.asarray(np.maximum(largest, np.finfo(np.float32).tiny) / _LARGEST, np.float32)
    return np.asarray(np.round(matrix / scales), np.int8), scales


def _describe_inputs() -> list[onnx.ValueInfoProto]:
    return [
        helper.make_tensor_value_info(HIDDEN, TensorProto.FLOAT, ["texts", "tokens", None]),
        helper.make_tensor_value_info(KEPT, TensorProto.INT32, ["texts", "tokens"]),
        helper.make_tensor_value_info(SHARES, TensorProto.FLOAT, ["texts", 1, "tokens"]),
    ]


def _describe_output() -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(POOLED, TensorProto.FLOAT, ["texts", len(POOLED_LAYERS), None])
