"""The works of the benches, done by PySpark. See benches/README.md.

It talks to the one who measures as the other cases do (src/child.rs): `ready`, then for each line of the input that
many times the work, and `sample NANOSECONDS CHECK` for each.
"""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pyarrow.compute as pc
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.types import StructType

CONCURRENT = 64


def digest(row):
    """As in the benches."""
    seconds = int(row.at.timestamp())
    return row.id + int(row.price) + len(row.name) + row.quantity + (row.discount or 0) + seconds


TYPES = {"id": "long", "price": "double", "name": "string", "quantity": "long", "discount": "long", "at": "timestamp"}
# An object: PySpark would ask the server what a text means.
SCHEMA = StructType.fromJson(
    {"fields": [{"name": name, "type": type, "nullable": True, "metadata": {}} for name, type in TYPES.items()]}
)


def row(number):
    """The row of this number, as in the benches."""
    discount = number if number % 4 == 0 else None
    at = datetime.fromtimestamp(1_700_000_000 + number, timezone.utc)
    return (number, number / 100, f"customer {number % 10_000}", number % 1_000, discount, at)


def table_digest(table):
    columns = [
        table["id"],
        pc.cast(pc.floor(table["price"]), "int64"),
        pc.cast(pc.binary_length(table["name"]), "int64"),
        table["quantity"],
        table["discount"],
        # Microseconds as seconds, before they are added up: the sum would not fit.
        pc.divide(table["at"].cast("int64"), 1_000_000),
    ]
    return sum(pc.sum(column).as_py() or 0 for column in columns)


def many(df, size):
    each = -(-size // CONCURRENT)
    worker = lambda _: sum(len(df.collect()) for _ in range(each))
    with ThreadPoolExecutor(CONCURRENT) as pool:
        return sum(pool.map(worker, range(CONCURRENT)))


def case(work, by, spark, size):
    """The work, and how to look at what it yielded."""
    if work in ("query", "query-sail"):
        df = spark.range(1)
        return df.collect, len
    if work in ("queries", "queries-sail"):
        df = spark.range(1)
        return lambda: many(df, size), lambda count: count
    if work == "upload":
        return lambda: spark.createDataFrame([row(number) for number in range(size)], SCHEMA).collect(), len
    df = spark.table("rows")
    if (work, by) == ("collect", "PySpark `toArrow`"):
        return df.toArrow, table_digest
    if (work, by) == ("collect", "PySpark `collect`"):
        return df.collect, lambda rows: sum(map(digest, rows))
    raise ValueError(f"there is no case `{by}` of `{work}`")


def say(line):
    print(line.replace("\n", " "), flush=True)


def main():
    _, work, by = sys.argv[1:]
    size, pause = int(os.environ["BENCH_SIZE"]), float(os.environ["BENCH_PAUSE"])
    try:
        spark = SparkSession.builder.remote(os.environ["BENCH_REMOTE"]).getOrCreate()
        run, check = case(work, by, spark, size)
        say("ready")
        for line in sys.stdin:
            for _ in range(int(line)):
                start = time.perf_counter_ns()
                result = run()
                nanos = time.perf_counter_ns() - start
                say(f"sample {nanos} {check(result) % 2**64}")
                del result
                time.sleep(pause)
    except Exception as failure:
        say(f"failed {failure}")


main()
