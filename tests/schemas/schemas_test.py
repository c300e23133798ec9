#!/usr/bin/env python3
"""Every JSON result of every verb fits its schema in docs/schemas, and the schemas refuse what does not.

Usage: schemas_test.py TIDEGATE      (needs Debian's python3-jsonschema, or jsonschema 4.10 or later)

Without jsonschema it is skipped (exit code 77), unless SCHEMA_TESTS=required stands in the environment.
"""

import ast
import csv
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

try:
    import schema_set
except ModuleNotFoundError as missing:
    if missing.name != "jsonschema":
        raise
    required = os.environ.get("SCHEMA_TESTS") == "required"
    print(f"{'FAILED' if required else 'SKIPPED'}: {sys.executable} has no jsonschema; tools/install_packages.sh check "
          "installs Debian's python3-jsonschema")  # fmt: skip
    sys.exit(1 if required else 77)

PROGRAM = ""
DATA = Path(__file__).resolve().parents[2] / "examples/data"
REPORT_PAGE = Path(__file__).resolve().parents[2] / "web/schema.json"  # the page's data: a superset in its own form
WORK = tempfile.TemporaryDirectory()
SMALL = "--epochs 2 --hidden 4 --window 16"
HEART = "heart.csv --channels lead1,lead2"
CHANNELS = f"{HEART} --each-channel {SMALL} --threshold sigma:4"
PUMPS = f"pumps.csv --key pump {SMALL} --threshold sigma:3"
SENSITIVE = f"{SMALL} --train-part 90 --threshold sigma:4"

# Fields that a result may lack: docs/schemas says when. Without `key` and `series` an event is one of a single series.
OPTIONAL = {
    "event": {"key", "series"},
    "detection": {"score_words", "threshold_words"},
    "detections": {"score_words", "threshold_words"},
    "inspection": {"keys"},
}
NAMED_BY_DATA = {"options", "detectors", "planted", "metrics", "intervals", "families", "by_series", "average"}  # objects whose fields are names, any number of them
# The program names these for every event; in C++ an event can be made without them.
NULL_ONLY_OF_EVENTS_MADE_ELSEWHERE = {"event: scorer", "combined_event: channel"}
SCORE_FIELDS = {"time", "score", "threshold", "anomaly"}


@dataclass(frozen=True)
class Variant:
    schema: str
    words: str
    command: str
    lines: bool = False  # a result on each line
    code: int = 0
    may_be_empty: bool = False


def one(schema, words, command, **more):
    return Variant(schema, words, command + " --format json", **more)


def lines(schema, words, command, **more):
    return Variant(schema, words, command + " --format jsonl", lines=True, **more)


VARIANTS = [
    one("detection", "of one series", f"detect water.csv {SENSITIVE}"),
    one("detection", "without times", f"detect pressure.csv {SMALL} --train-part 1200 --threshold sigma:2"),
    one("detection", "with a model", "detect water.csv --model water.tidegate"),
    one("detection", "without events", f"detect water.csv {SMALL} --threshold fixed:1e9"),
    one("detection", "with missing values", f"detect holes.csv {SENSITIVE} --scorers net,missing,stuck"),
    one("detection", "by range", "detect water.csv --detector range --train-part 90"),
    one("detection", "of missing values", "detect holes.csv --detector missing --train-part 90"),
    one("detection", "by difference", "detect water.csv --detector diff --train-part 90"),
    one("detection", "by moving z-score", "detect water.csv --scorers zscore:20 --train-part 90"),
    one("detection", "by several scorers", "detect holes.csv --detector composite --train-part 90"),
    one("detection", "by season", "detect water.csv --scorers seasonal:24 --train-part 0.3 --threshold sigma:3"),
    *(one("detection", f"by {scorer}", f"detect {file} --detector {scorer} --train-part 0.3 --threshold fixed:0.1")
      for scorer, file in (("linear", "water.csv"), ("sub-pca", "water.csv"), ("neighbour", "water.csv"),
                           ("isolation-forest", "water.csv"), ("random", "water.csv"))),
    one("detection", "by principal components", f"detect {HEART} --detector pca --train-part 0.3 --threshold sigma:1"),
    one("detection", "by a constant", "detect water.csv --detector constant --train-part 0.3"),
    one("detection", "of an autoencoder", f"detect water.csv --detector gru-autoencoder {SENSITIVE}"),
    one("detection", "of late verdicts", f"detect water.csv {SENSITIVE} --smoothing centred-mean:5"),
    one("detection", "of a classifier",
        f"detect {HEART} --label ectopic --detector gru-classifier {SMALL} --threshold fixed:0.05"),
    one("detection", "of an adaptive threshold", f"detect water.csv {SMALL} --threshold dynamic:100"),
    one("detection", "of a threshold on the scored data",
        f"detect water.csv {SMALL} --threshold percentile:95 --threshold-data scored"),
    one("detection", "of a table with series ids", f"detect {PUMPS}"),
    one("detection", "of a table with series ids and a model", "detect pumps.csv --key pump --model pumps.tidegate"),
    one("detection", "of more events than are explained",
        f"detect {HEART} {SMALL} --threshold percentile:90 --smoothing none --merge-gap 1"),
    one("detection", "that fails on an anomaly", f"detect water.csv {SENSITIVE} --fail-on-anomaly", code=1),
    lines("event", "of one series", f"detect water.csv {SENSITIVE}"),
    lines("event", "without times", f"detect pressure.csv {SMALL} --train-part 1200 --threshold sigma:2"),
    lines("event", "of several scorers", "detect holes.csv --detector composite --train-part 90"),
    lines("event", "of a folder", f"detect plant {SENSITIVE}"),
    lines("event", "of a table with series ids", f"detect {PUMPS}"),
    lines("event", "where there is none", f"detect water.csv {SMALL} --threshold fixed:1e9", may_be_empty=True),
    one("detections", "of a folder", f"detect plant {SENSITIVE}"),
    one("detections", "of each channel", f"detect {CHANNELS}"),
    one("detections", "of a folder with an unreadable file", f"detect broken {SENSITIVE}", code=3),
    one("combination", "of a folder, by time", f"detect plant {SENSITIVE} --combine at-least:2 --within 5m"),
    one("combination", "of channels, by row", f"detect {CHANNELS} --combine or"),
    one("combination", "of several detectors", "detect water.csv --model water.tidegate,range.tidegate --combine or"),
    one("combination", "without events", f"detect plant {SMALL} --threshold fixed:1e9 --combine and"),
    lines("combined_event", "of a folder, by time", f"detect plant {SENSITIVE} --combine or"),
    lines("combined_event", "of channels, by row", f"detect {CHANNELS} --combine or"),
    lines("score_row", "of one series", "score water.csv --model water.tidegate"),
    lines("score_row", "with detail", "score water.csv --model water.tidegate --detail"),
    lines("score_row", "without times", "score pressure.csv --model pressure.tidegate --detail"),
    lines("score_row", "with missing values", "score holes.csv --model water.tidegate --detail"),
    lines("score_row", "of a classifier", "score heart.csv --model heart.tidegate --detail"),
    lines("score_row", "of a table with series ids", "score pumps.csv --model pumps.tidegate --detail"),
    one("detector", "as trained", f"train water.csv --model again.tidegate {SMALL}"),
    one("detector", "of a forecaster", "info water.tidegate"),
    one("detector", "without times", "info pressure.tidegate"),
    one("detector", "of a classifier", "info heart.tidegate"),
    one("detector", "of range", "info range.tidegate"),
    one("detector", "of a table with series ids", "info pumps.tidegate"),
    one("detector", "untrained, with features and a transform",
        f"train water.csv --model again.tidegate {SMALL} --epochs 0 --features calendar,rolling:8 --transform log "
        "--resample 2h"),
    one("detector", "without a validation part", f"train water.csv --model again.tidegate {SMALL} --validation 0"),
    one("training", "of a folder", f"train plant --model models {SMALL}"),
    one("training", "of a folder with an unreadable file", f"train broken --model models {SMALL}", code=3),
    one("size", "before training", "size water.csv"),
    one("size", "of a model", "size water.tidegate --series 100"),
    one("size", "of a scorer without a network", "size water.csv --detector range"),
    one("size", "of a folder", "size plant"),
    one("size", "of a table with series ids", "size pumps.csv --key pump"),
    one("comparison", "of one series", f"compare water.csv {SMALL}"),
    one("comparison", "with nets that forecast no values",
        f"compare water.csv {SMALL} --detectors gru-forecaster,gru-autoencoder"),
    one("comparison", "with a detector without a network",
        f"compare water.csv {SMALL} --detectors gru-forecaster,composite"),
    one("comparison", "of a table with series ids", f"compare pumps.csv --key pump {SMALL}"),
    one("benchmark", "of two detectors, one of which fails on a series",
        f"eval csv --data labelled --detector gru-forecaster,range {SMALL}"),
    one("benchmark", "of NAB's files", "eval nab --data nab --detector range,difference"),
    one("benchmark", "of one detector", "eval csv --data labelled --detector range --only long"),
    one("operator", "of the faults that are made up", "eval operator --detector range", code=1),
    one("selftest", "of a series", "selftest water.csv --model water.tidegate --places 4"),
    one("selftest", "without times", "selftest pressure.csv --model pressure.tidegate --places 3 --sizes 0.01,20"),
    one("correlation", "of channels without times",
        "correlate heart.csv --time none --series lead1 --event 3000..3020"),
    one("correlation", "of a folder", "correlate plant --series a --event 200..210"),
    one("correlation", "with a constant series", "correlate flat.csv --series level --event 200..210"),
    one("correlation", "with a model", "correlate heart.csv --model heart-forecaster.tidegate"),
    one("inspection", "of one series", "inspect water.csv"),
    one("inspection", "without times", "inspect pressure.csv"),
    one("inspection", "with labels", "inspect heart.csv --label ectopic"),
    one("inspection", "with labels at times", "inspect odd.csv --label label"),
    one("inspection", "with labels that mark nothing", "inspect odd.csv --label calm"),
    one("inspection", "with columns left out", "inspect pumps.csv"),
    one("inspection", "with missing values", "inspect holes.csv"),
    one("inspection", "with a channel without values, and disorder", "inspect odd.csv --channels level,nothing"),
    one("inspection", "of a table with series ids", "inspect pumps.csv --key pump"),
]  # fmt: skip

MODELS = [
    f"train water.csv --model water.tidegate --train-part 90 {SMALL} --threshold sigma:4",
    f"train pressure.csv --model pressure.tidegate --train-part 1200 {SMALL}",
    f"train {PUMPS} --model pumps.tidegate",
    "train water.csv --model range.tidegate --detector range --train-part 90",
    f"train {HEART} --label ectopic --detector gru-classifier --model heart.tidegate {SMALL}",
    f"train {HEART} --train-part 3000 --model heart-forecaster.tidegate {SMALL} --threshold sigma:4",
]


def run(command, code=0):
    """What a command prints; options of whoever runs the tests do not count."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TIDEGATE_")}
    done = subprocess.run([PROGRAM, *command.split(), "--quiet"], cwd=WORK.name, env=environment, capture_output=True)
    if done.returncode != code:
        raise AssertionError(f"tidegate {command}: exit code {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


@functools.cache
def results_of(variant):
    """The JSON documents that a variant prints."""
    text = run(variant.command, variant.code).decode()
    return [json.loads(line) for line in text.splitlines()] if variant.lines else [json.loads(text)]


def few(results):
    """Of many rows the first and the last ones: they hold those without a score and those with one."""
    return results if len(results) <= 300 else results[:150] + results[-150:]


def is_column_of_scores(place):
    schema, _, field = place.partition(": ")
    return schema == "score_row" and field not in SCORE_FIELDS


def write(name, rows):
    path = Path(WORK.name) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def make_inputs():
    """The example series, and variants of the water flow: with holes, in a folder, as three pumps of one table."""
    for name, source in {"water": "water-flow", "pressure": "arterial-pressure", "heart": "electrocardiogram"}.items():
        shutil.copy(DATA / f"{source}.csv", Path(WORK.name) / f"{name}.csv")
    with (DATA / "water-flow.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    write("holes.csv", [header, *([time, "" if 300 <= i < 330 else value] for i, (time, value) in enumerate(rows))])
    for i, name in enumerate(("a", "b", "c")):
        moved = [[time, float(value) + i * (j % 7)] for j, (time, value) in enumerate(rows[:600])]
        write(f"plant/{name}.csv", [header, *moved])
    shutil.copytree(Path(WORK.name) / "plant", Path(WORK.name) / "broken")
    write("broken/unreadable.csv", [["Time", "flow"], ["2022-03-20T11:00:00Z", "unknown"]])
    for name, kept in {"long/a": rows[:400], "long/b": rows[400:800], "short/c": rows[:8]}.items():
        write(f"labelled/{name}.csv", [["Time", "flow", "label"],
                                       *([*row, int(i > len(kept) - 4)] for i, row in enumerate(kept))])  # fmt: skip
    names = ("one/a", "two/b")
    stamps = [f"2014-04-01 {i // 60:02}:{i % 60:02}:00" for i in range(200)]
    for name in names:
        write(f"nab/data/{name}.csv", [["timestamp", "value"], *([t, i % 7 + 50 * (i == 90)] for i, t in enumerate(stamps))])
    (Path(WORK.name) / "nab/labels").mkdir()
    windows = {f"{name}.csv": [[stamps[85], stamps[95]]] for name in names}
    (Path(WORK.name) / "nab/labels/combined_windows.json").write_text(json.dumps(windows), encoding="utf-8")
    pumps = [[time, "xyz"[i % 3], value] for i, (time, value) in enumerate(rows)]
    write("pumps.csv", [["Time", "pump", "flow"], *pumps, [rows[-1][0], "new", 100]])
    beside_flat = [[value, 1, float(value) + i % 5] for i, (_, value) in enumerate(rows[:600])]
    write("flat.csv", [["level", "flat", "flow"], *beside_flat])
    disorder = [*rows[:40], rows[39], rows[50], *rows[41:90]]
    odd = [[time, value, "", int(i > 80), 0] for i, (time, value) in enumerate(disorder)]
    write("odd.csv", [["Time", "level", "nothing", "label", "calm"], *odd])


def setUpModule():
    make_inputs()
    for command in MODELS:
        run(command)


def tearDownModule():
    WORK.cleanup()


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schemas = schema_set.load()
        cls.validators = {name: schema_set.validator_of(name, cls.schemas) for name in cls.schemas}


class ResultsFitTheirSchemas(SchemaTest):
    def test_every_result_fits_its_schema(self):
        for variant in VARIANTS:
            with self.subTest(f"{variant.schema} {variant.words}", command=variant.command):
                results = few(results_of(variant))
                self.assertTrue(results or variant.may_be_empty, "the variant shows nothing")
                for result in results:
                    error = next(iter(self.validators[variant.schema].iter_errors(result)), None)
                    if error:
                        self.fail(f"{error.json_path}: {error.message}")

    def test_score_rows_have_the_columns_that_the_data_name(self):
        for command, channels, others in [
            ("score water.csv --model water.tidegate", [], set()),
            ("score water.csv --model water.tidegate --detail", ["Water flow [l/s]"], set()),
            ("score pumps.csv --model pumps.tidegate --detail", ["flow"], {"pump"}),
        ]:
            endings = ("", ".expected", ".lower", ".upper", ".share")
            detail = {channel + ending for channel in channels for ending in endings}
            (variant,) = (v for v in VARIANTS if v.command == command + " --format jsonl")
            for row in few(results_of(variant)):
                self.assertEqual(set(row), SCORE_FIELDS | detail | others)

    def test_every_schema_describes_a_result_of_some_variant(self):
        self.assertEqual({variant.schema for variant in VARIANTS} | {"common"}, set(self.schemas))

    def test_every_described_field_occurs(self):
        seen = {name: set() for name in self.schemas}
        for variant in VARIANTS:
            for result in few(results_of(variant)):
                seen[variant.schema] |= {field for _, found in schema_set.objects(result) for field in found}
        for name in seen.keys() - {"common"}:
            closed = [found for _, found in schema_set.objects(self.schemas[name]) if "additionalProperties" in found]
            described = {field for found in closed for field in found.get("properties", {})}
            self.assertLessEqual(described, seen[name], name)

    def test_what_may_be_null_is_null_in_some_results_and_not_in_others(self):
        nulls = {}
        for variant in VARIANTS:
            for result in few(results_of(variant)):
                for place, may_be_null, value in schema_set.fields_with_values(result, variant.schema, self.schemas):
                    if may_be_null:
                        nulls.setdefault(place, set()).add(value is None)
        one_sided = {place for place, kinds in nulls.items() if len(kinds) == 1 and not is_column_of_scores(place)}
        self.assertEqual(one_sided, NULL_ONLY_OF_EVENTS_MADE_ELSEWHERE)


class SchemasRefuseOtherResults(SchemaTest):
    def refuse_all(self, changes_of, may_pass):
        """Of one result of each variant, every changed copy is refused, unless may_pass(schema, where)."""
        for variant in VARIANTS:
            with self.subTest(f"{variant.schema} {variant.words}"):
                validator = self.validators[variant.schema]
                for result in results_of(variant)[:1]:
                    passed = [where for where, copy in changes_of(result) if validator.is_valid(copy)]
                    self.assertEqual([], [where for where in passed if not may_pass(variant.schema, where)])

    def test_a_field_nobody_knows_is_refused(self):
        self.refuse_all(schema_set.with_unknown_fields, lambda schema, where: False)

    def test_a_missing_field_is_refused(self):
        def may_lack(schema, where):
            *above, field = where
            named_by_data = bool(above) and above[-1] in NAMED_BY_DATA or above[-2:-1] == ["by_series"]
            column = schema == "score_row" and field not in SCORE_FIELDS
            return named_by_data or column or field in OPTIONAL.get(schema, ())

        self.refuse_all(schema_set.with_missing_fields, may_lack)

    def test_wrong_values_are_refused(self):
        (event, *_) = results_of(next(v for v in VARIANTS if v.schema == "event"))
        values = {"severity": 101, "start_index": -1, "kind": "bump", "scorer": "oracle", "start": "yesterday",
                  "score": None, "kind_confidence": 2, "channels": None}  # fmt: skip
        for field, wrong in values.items():
            with self.subTest(field):
                self.assertFalse(self.validators["event"].is_valid({**event, field: wrong}))


class SchemasAreWhole(SchemaTest):
    def test_every_schema_is_a_schema(self):
        for name, schema in self.schemas.items():
            with self.subTest(name):
                self.validators[name].check_schema(schema)

    def test_every_field_is_described_and_every_object_closed(self):
        for name, schema in self.schemas.items():
            for path, part in schema_set.objects(schema):
                if part.get("type") != "object":
                    continue
                with self.subTest(name, path=path):
                    self.assertIn("additionalProperties", part)
                    self.assertEqual([], [field for field, of in part.get("properties", {}).items()
                                          if "description" not in of and "$ref" not in of])  # fmt: skip

    def test_the_report_page_names_the_parts_of_an_event_alike(self):
        page = json.loads(REPORT_PAGE.read_text(encoding="utf-8"))["$defs"]
        parts = {"EventChannel": "channel", "MatteringRow": "influential_row", "SimilarStretch": "similar_stretch"}
        for theirs, ours in parts.items():
            self.assertEqual(set(page[theirs]["properties"]), set(self.schemas["event"]["$defs"][ours]["properties"]))


class OtherFormsNameTheSameFields(SchemaTest):
    def test_columns_of_events_are_fields_of_their_schema(self):
        event = self.schemas["event"]
        fields = set(event["properties"]) | set(event["$defs"]["channel"]["properties"]) | {"channel"}
        for series in (f"water.csv {SENSITIVE}", f"plant {SENSITIVE}", PUMPS):
            header, *_ = csv.reader(run(f"detect {series} --format csv").decode().splitlines())
            self.assertLessEqual(set(header), fields)

    def test_columns_of_combined_events_are_fields_of_their_schema(self):
        event = self.schemas["combined_event"]
        fields = set(event["properties"]) | set(event["$defs"]["part"]["properties"]) | {"event"}
        header, *_ = csv.reader(run(f"detect plant {SENSITIVE} --combine or --format csv").decode().splitlines())
        self.assertLessEqual({name.removeprefix("series_") for name in header}, fields)

    def test_columns_of_scores_are_the_fields_of_a_row(self):
        for command in ("score water.csv --model water.tidegate --detail", "score pumps.csv --model pumps.tidegate"):
            table = list(csv.reader(run(command + " --format csv").decode().splitlines()))
            rows = [json.loads(line) for line in run(command + " --format jsonl").splitlines()]
            self.assertEqual(table[0], list(rows[0]))
            self.assertEqual(len(table) - 1, len(rows))

    def test_an_array_of_scores_has_a_number_for_each_field_but_the_time(self):
        command = "score water.csv --model water.tidegate --detail"
        array = run(command + " --format npy")
        self.assertEqual(array[:6], b"\x93NUMPY")
        shape = ast.literal_eval(array[10 : array.index(b"}") + 1].decode())["shape"]
        header, *rows = csv.reader(run(command + " --format csv").decode().splitlines())
        self.assertEqual(shape, (len(rows), len(header) - 1))

    def test_every_verb_has_a_text(self):
        one_a_schema = {variant.schema: variant for variant in VARIANTS if not variant.lines}
        for variant in one_a_schema.values():
            with self.subTest(f"{variant.schema} {variant.words}"):
                text = run(variant.command.replace("--format json", "--format text"), variant.code).decode()
                self.assertTrue(text.strip() and not text.startswith("{"))


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
