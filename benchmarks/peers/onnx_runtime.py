"""ONNX Runtime's side: a GRU node and a product, one step a call, the model written by hand."""

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper


def session(hidden, inputs, batch, random):
    def weights(name, *shape):
        return numpy_helper.from_array((random.standard_normal(shape) * 0.1).astype("f4"), name)

    def tensor(name, width):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, batch, width])

    graph = helper.make_graph(
        [
            helper.make_node("GRU", ["x", "w", "r", "b", "", "h"], ["y", "h_next"], hidden_size=hidden,
                             linear_before_reset=1),
            helper.make_node("MatMul", ["h_next", "head"], ["output"]),
        ],
        "step",
        [tensor("x", inputs), tensor("h", hidden)],
        [tensor("output", inputs), tensor("h_next", hidden)],
        [
            weights("w", 1, 3 * hidden, inputs),
            weights("r", 1, 3 * hidden, hidden),
            weights("b", 1, 6 * hidden),
            weights("head", hidden, inputs),
        ],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def steps(hidden, inputs, count, batch=1):
    """`count` steps of `batch` GRU streams side by side, state kept."""
    random = numpy.random.default_rng(1)
    one = session(hidden, inputs, batch, random)
    rows = random.standard_normal((count, 1, batch, inputs)).astype("f4")

    def run():
        state = numpy.zeros((1, batch, hidden), "f4")
        for row in rows:
            _, state = one.run(["output", "h_next"], {"x": row, "h": state})

    return run
