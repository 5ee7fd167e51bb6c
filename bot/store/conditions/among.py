"""The condition that a column is one of many values, given as one: the statement stays the same.

A list of parameters is another statement for each length, which is put into words and prepared
anew; that takes longer than the search itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine


class _Many(TypeDecorator[Collection[Any]]):
    """Many values as one: an array on PostgreSQL, JSON on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.whole = whole  # whether they are whole numbers, and no texts

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Each database's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(BigInteger() if self.whole else Text()))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - what a driver takes
        """Each database's own value."""
        values = list(value or ())
        return values if dialect.name == "postgresql" else json.dumps(values)


class _OneOf(FunctionElement[Any]):
    inherit_cache = True
    type = NullType()  # were it told to be true or false, "= 1" would stand after it, and no index


@compiles(_OneOf)
def _in_json(element: _OneOf, compiler: SQLCompiler, **rest: Any) -> str:  # noqa: ANN401
    column, values = (compiler.process(each, **rest) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are ours


@compiles(_OneOf, "postgresql")
def _in_array(element: _OneOf, compiler: SQLCompiler, **rest: Any) -> str:  # noqa: ANN401
    column, values = (compiler.process(each, **rest) for each in element.clauses)
    return f"{column} = ANY ({values})"


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether the column is one of the values that the statement is given by this name."""
    whole = column.type.python_type is int
    return _OneOf(column, bindparam(name, type_=_Many(whole=whole)))
