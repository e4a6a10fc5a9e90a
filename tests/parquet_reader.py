"""Does pyarrow read what `--format parquet` writes, as the CSV has it? The program must be built with the feature.

python tests/parquet_reader.py CORRIDOR FOLDER [a command]...
"""

import csv
import io
import math
import pathlib
import subprocess
import sys

import pyarrow.parquet

corridor, folder, *asked = sys.argv[1:]
path = pathlib.Path(folder) / "answer.parquet"


def run(*arguments):
    done = subprocess.run([corridor, *arguments], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


run(*asked, "--format", "parquet", "--output", path)
first = path.read_bytes()
run(*asked, "--format", "parquet", "--output", path)
assert path.read_bytes() == first, "two files of one answer differ"
header, *rows = csv.reader(io.StringIO(run(*asked, "--format", "csv")))
table = pyarrow.parquet.read_table(path)
assert table.column_names == header and table.num_rows == len(rows), (table.column_names, header)
for name, cells in zip(header, zip(*rows) if rows else [[]] * len(header)):
    for read, cell in zip(table[name].to_pylist(), cells):
        if read is None:
            assert cell == "", (name, cell)
        elif isinstance(read, bool):
            assert cell == str(read).lower(), (name, cell, read)
        elif isinstance(read, (int, float)):
            assert math.isclose(float(cell), read), (name, cell, read)
        else:
            assert cell == read, (name, cell, read)
print(f"pyarrow: {table.num_rows} rows, {', '.join(f'{field.name} {field.type}' for field in table.schema)[:150]}")
