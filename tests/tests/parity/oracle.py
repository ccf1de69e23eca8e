"""What PySpark's client sends, and what it gets, for snippets of its API.

Reads {"remote", "confs", "views", "snippets": [{"kind", "python", "encoded", "run", "compare"}]} and prints one JSON object for
each snippet: the difference between PySpark's plan and the encoded one, and the values that it computes. The last
object lists the public names of PySpark's classes.
"""

import datetime, difflib, inspect, json, re, sys, tempfile, traceback
from decimal import Decimal

from google.protobuf.json_format import MessageToDict
from pyspark.sql import types as T
from pyspark.sql.connect import functions as F
from pyspark.sql.connect.catalog import Catalog
from pyspark.sql.connect.column import Column
from pyspark.sql.connect.conf import RuntimeConf
from pyspark.sql.connect.dataframe import DataFrame, DataFrameNaFunctions, DataFrameStatFunctions
from pyspark.sql.connect.group import GroupedData
from pyspark.sql.connect.merge import MergeIntoWriter
from pyspark.sql.connect.proto import base_pb2, expressions_pb2, relations_pb2
from pyspark.sql.connect.readwriter import DataFrameReader, DataFrameWriter, DataFrameWriterV2
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.connect.table_arg import TableArg
from pyspark.sql.connect.tvf import TableValuedFunction
from pyspark.sql.connect.window import Window, WindowSpec
from pyspark.storagelevel import StorageLevel

CLASSES = [
    Catalog, Column, DataFrame, DataFrameNaFunctions, DataFrameReader, DataFrameStatFunctions, DataFrameWriter,
    DataFrameWriterV2, GroupedData, MergeIntoWriter, RuntimeConf, SparkSession, TableArg, TableValuedFunction, Window,
    WindowSpec,
]


class Captured(BaseException):
    """Not an Exception: the client handles those."""


class Recorder:
    """Stands before the stub of the client: while it captures, no call reaches the server."""

    def __init__(self, stub):
        self.stub, self.capturing, self.config = stub, False, None

    def __getattr__(self, name):
        call = getattr(self.stub, name)

        def record(request, **rest):
            if self.capturing and name == "Config":
                self.config = request
            elif self.capturing:
                raise Captured(request)
            return call(request, **rest)

        return record

    def capture(self, run):
        self.capturing, self.config = True, None
        try:
            run()
        except Captured as captured:
            return captured.args[0]
        finally:
            self.capturing = False
        if self.config is None:
            raise ValueError("it sent no request")
        return self.config


# What says who asks and not what is asked.
ENVELOPE = {
    "session_id", "user_context", "operation_id", "client_type", "tags", "request_options", "origin",
    "client_observed_server_side_session_id",
}

MADE_UP = "_(?:pyspark_connect_temp_view|frame)_[0-9a-f]{32}"


class Normal:
    """A message as JSON in which only the meaning counts: who asks is left out, ids are numbered as they come, and the
    names in schemas, which are texts in JSON, have one order."""

    def __init__(self, volatile):
        self.plans, self.variables, self.views, self.volatile = {}, {}, {}, volatile

    def of(self, value, key=None):
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if isinstance(value, str) and value.startswith("{"):
            try:
                return json.dumps(json.loads(value), sort_keys=True)
            except ValueError:
                return value
        if isinstance(value, str):
            # Names that each client makes up for the `DataFrame`s of an SQL text.
            return re.sub(MADE_UP, lambda name: f"view {self.number(self.views, name[0])}", value)
        if not isinstance(value, dict):
            return value
        if key == "unresolved_named_lambda_variable":
            return [self.number(self.variables, name) for name in value["name_parts"]]
        result = {}
        for name, item in value.items():
            if name in ENVELOPE or (name == "is_metadata_column" and not item):
                continue
            # PySpark names the default.
            if name == "collation" and item == "UTF8_BINARY":
                continue
            if self.volatile and name in ("long", "seed"):
                item = "a seed"
            if name in ("plan_id", "target_plan_id", "source_plan_id"):
                item = self.number(self.plans, item)
            elif name == "plan_ids":
                item = [self.number(self.plans, plan) for plan in item]
            elif name == "lambda_function":
                item = {
                    "arguments": [
                        [self.number(self.variables, part) for part in argument["name_parts"]]
                        for argument in item["arguments"]
                    ],
                    "function": self.of(item["function"]),
                }
            else:
                item = self.of(item, name)
            if name == "common" and not item:
                continue
            if name == "collation" and item == "UTF8_BINARY":
                # The default, which is also meant where there is none.
                continue
            if name == "schema" and isinstance(item, str):
                # PySpark sends none as an empty text; the fields of JSON have no order.
                if not item:
                    continue
                item = json.loads(item) if item.startswith("{") else item
            result[name] = item
        return result

    @staticmethod
    def number(known, name):
        return known.setdefault(name, len(known))


def normal(message, volatile):
    value = MessageToDict(message, preserving_proto_field_name=True)
    return json.dumps(Normal(volatile).of(value), indent=1, sort_keys=True)


def difference(theirs, encoded, volatile):
    ours = type(theirs)()
    ours.ParseFromString(encoded)
    ours, theirs = normal(ours, volatile), normal(theirs, volatile)
    if ours == theirs:
        return None
    lines = difflib.unified_diff(theirs.split("\n"), ours.split("\n"), "PySpark", "this client", n=4, lineterm="")
    return "\n".join(lines)


def texts(rows):
    """The rows of a DataFrame as the server prints their values."""
    fields = rows.schema.fields
    rows = rows.toDF(*[f"c{index}" for index in range(len(fields))])
    columns = [
        F.hex(f"c{index}") if isinstance(field.dataType, T.BinaryType) else F.col(f"c{index}").cast("string")
        for index, field in enumerate(fields)
    ]
    return [list(row) for row in rows.select(*columns).collect()]


def main():
    job = json.load(sys.stdin)
    spark = SparkSession.builder.remote(job["remote"]).create()
    for key, value in job["confs"]:
        spark.conf.set(key, value)
    for view in job["views"]:
        spark.sql(view)
    recorder = Recorder(spark.client._stub)
    spark.client._stub = recorder
    df, other = spark.table("base"), spark.table("other")
    scope = {
        "spark": spark, "df": df, "other": other, "F": F, "T": T, "col": F.col, "lit": F.lit, "expr": F.expr,
        "Window": Window, "datetime": datetime, "Decimal": Decimal, "StorageLevel": StorageLevel, "json": json,
    }
    for snippet in job["snippets"]:
        result = {}
        try:
            encoded = bytes.fromhex(snippet["encoded"])
            kind, python = snippet["kind"], snippet["python"]
            frame = None
            if kind == "request":
                theirs = recorder.capture(lambda: eval(python, scope))
            else:
                made = eval(python, scope)
                if kind == "column":
                    theirs = made.to_plan(spark.client)
                    frame = df.select(made) if snippet["run"] else None
                else:
                    theirs = made._plan.to_proto(spark.client).root
                    frame = made
            result["difference"] = difference(theirs, encoded, not snippet["compare"])
            if snippet["run"]:
                values = texts(frame)
                if snippet["compare"]:
                    result["values"] = values
        except Exception as error:
            result["error"] = "".join(traceback.format_exception_only(error))[:1500]
        print(json.dumps(result))
    names = {cls.__name__: [name for name in dir(cls) if not name.startswith("_")] for cls in CLASSES}
    for part in ("WhenMatched", "WhenNotMatched", "WhenNotMatchedBySource"):
        names[part] = [name for name in dir(getattr(MergeIntoWriter, part)) if not name.startswith("_")]
    names["functions"] = [
        name
        for name, function in inspect.getmembers(F, inspect.isfunction)
        if not name.startswith("_") and function.__module__.startswith("pyspark.sql.connect.functions")
    ]
    print(json.dumps(names))


main()
