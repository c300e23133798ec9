#!/usr/bin/env python3
"""Tests of the checking tools: each must accept a good sample and refuse a bad one, naming file and line."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import count_tests

TOOLS = Path(__file__).resolve().parent


class Sample:
    """A small project in a temporary folder: {path: text}."""

    def __init__(self, files):
        self.folder = tempfile.TemporaryDirectory()
        for name, text in files.items():
            path = Path(self.folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def check(self, tool):
        """(accepted?, everything the tool printed)"""
        with self.folder:
            python = tool.endswith(".py")
            command = [sys.executable, TOOLS / tool, "--root"] if python else [TOOLS / tool]
            done = subprocess.run([*command, self.folder.name], capture_output=True, text=True)
            return done.returncode == 0, done.stdout + done.stderr


class ToolTest(unittest.TestCase):
    def accepts(self, tool, files):
        accepted, output = Sample(files).check(tool)
        self.assertTrue(accepted, output)

    def refuses(self, tool, files, *words):
        accepted, output = Sample(files).check(tool)
        self.assertFalse(accepted, output)
        for word in words:
            self.assertIn(word, output)


class Layers(ToolTest):
    tool = "check_layers.py"

    def test_a_room_may_include_what_lies_below_it(self):
        self.accepts(self.tool, {"src/event/x.cpp": '#include <vector>\n#include "base/text.h"\n#include "event/x.h"\n'
                                                    '#include "tidegate/event.h"\n#include "tidegate/series.h"\n'})  # fmt: skip

    def test_a_room_may_not_include_one_above_it(self):
        self.refuses(self.tool, {"src/score/x.h": '\n#include "model/nets/network.h"\n'},
                     "src/score/x.h:2", "score may not include model/nets")  # fmt: skip

    def test_layers_of_the_model_do_not_know_nets(self):
        self.refuses(self.tool, {"src/model/layers/x.cpp": '#include "model/nets/y.h"\n'}, "src/model/layers/x.cpp:1")

    def test_public_headers_belong_to_rooms(self):
        self.refuses(self.tool, {"src/base/x.h": '#include "tidegate/detector.h"\n'}, "may not include detector")
        self.refuses(self.tool, {"include/tidegate/event.h": '#include "tidegate/render.h"\n'}, "may not include render")
        self.refuses(self.tool, {"src/read/x.h": '#include "tidegate/new.h"\n'}, "has no room yet")

    def test_a_grant_nobody_uses_is_refused(self):
        window = {"src/window/x.h": "\n", "src/event/x.h": "\n"}
        self.accepts(self.tool, window)
        self.refuses(self.tool, {**window, "src/store/x.h": "\n"}, "event may include store, and does not")

    def test_the_table_of_the_architecture_is_the_same(self):
        self.refuses(self.tool, {"src/base/x.h": "\n", "ARCHITECTURE.md": "| base | — |\n"},
                     "lacks the row | kernels | — |")  # fmt: skip

    def test_a_new_room_must_be_listed(self):
        self.refuses(self.tool, {"src/attic/x.cpp": "\n"}, "no room of this name")

    def test_apps_stand_on_the_public_interface(self):
        self.accepts(self.tool, {"apps/cli/x.cpp": '#include "cli/cli.h"\n#include "tidegate/detector.h"\n'})
        self.refuses(self.tool, {"apps/cli/x.cpp": '#include "base/text.h"\n'}, "apps/cli/x.cpp:1")

    def test_the_library_neither_prints_nor_threads_below_training(self):
        self.refuses(self.tool, {"src/score/x.cpp": "#include <iostream>\n"}, "never prints")
        self.refuses(self.tool, {"src/score/x.cpp": "#include <thread>\n"}, "threads exist in")
        self.accepts(self.tool, {"src/base/x.cpp": "#include <thread>\n"})
        self.refuses(self.tool, {"src/kernels/ref/x.cpp": "#include <immintrin.h>\n"}, "instruction sets")


class Tests(ToolTest):
    tool = "check_tests.py"
    good = {"src/score/x.cpp": "", "src/score/README.md": "# score\n", "tests/unit/score/x_test.cpp": ""}

    def test_a_source_with_test_and_a_room_with_readme_pass(self):
        self.accepts(self.tool, self.good)

    def test_a_source_without_test_is_refused(self):
        self.refuses(self.tool, {**self.good, "src/score/y.cpp": ""}, "src/score/y.cpp:1", "score/y_test.cpp")

    def test_a_room_without_readme_is_refused(self):
        self.refuses(self.tool, {**self.good, "src/event/z.h": ""}, "src/event/README.md:1")

    def test_a_long_readme_is_refused(self):
        self.refuses(self.tool, {**self.good, "src/score/README.md": "line\n" * 31}, "31 lines, at most 30")


class Sizes(ToolTest):
    tool = "check_sizes.py"

    def test_400_lines_pass_and_401_do_not(self):
        self.accepts(self.tool, {"src/base/x.cpp": "\n" * 400})
        self.refuses(self.tool, {"src/base/x.cpp": "\n" * 401}, "src/base/x.cpp:401")
        self.refuses(self.tool, {"web/src/x.js": "\n" * 401}, "web/src/x.js:401")

    def test_long_functions_are_refused(self):
        self.accepts(self.tool, {"src/base/x.cpp": "int f(int a) {\n" + "  a++;\n" * 30 + "}\n"})
        self.refuses(self.tool, {"src/base/x.cpp": "int f(int a) {\n" + "  a++;\n" * 31 + "}\n"}, "percentile is 31")


class Flags(ToolTest):
    tool = "check_flags.sh"

    def test_plain_flags_pass(self):
        self.accepts(self.tool, {"CMakeLists.txt": "add_compile_options(-O3)\n", "README.md": "never -march=native\n"})

    def test_banned_flags_are_refused_wherever_they_stand(self):
        for line in ("-march=native", "-ffast-math", "-Ofast", '#pragma GCC optimize("O3")'):
            self.refuses(self.tool, {"src/base/x.cpp": f"\n{line}\n"}, "x.cpp:2", "banned")
        self.refuses(self.tool, {"CMakePresets.json": '{"x": "-O2 -ffast-math"}\n'}, "CMakePresets.json:1")


class FlagsInText(ToolTest):
    tool = "check_flags_in_text.py"

    def test_options_by_name_and_flags_in_comments_pass(self):
        self.accepts(self.tool, {"src/base/x.cpp": '// as --window says\nauto a = option_named("window") + " -- a dash";\n'
                                                   "for (char c = '\"'; n > 0; --n) f(1'000);  /* \"--window\" */\n",
                                 "apps/cli/x.cpp": 'auto b = "--window";\n'})  # fmt: skip

    def test_flags_in_strings_are_refused(self):
        self.refuses(self.tool, {"src/base/x.cpp": '\nauto a = "a shorter --window";\n'}, "x.cpp:2", '"--window"')
        self.refuses(self.tool, {"include/tidegate/x.h": 'auto a = "\\"" "--train-part";\n'}, "x.h:1", '"--train-part"')
        self.refuses(self.tool, {"src/base/x.cpp": 'auto a = R"(a "b"\n--loss mae)";\n'}, "x.cpp:1", '"--loss"')

    def test_flags_put_together_are_refused(self):
        self.refuses(self.tool, {"src/base/x.cpp": 'auto a = "--" + name;\n'}, "x.cpp:1")


class NetKinds(ToolTest):
    tool = "check_net_kinds.py"

    def test_a_few_places_the_table_and_comments_pass(self):
        many = "".join(f"bool f{i} = kind == NetKind::kForecaster;\n" for i in range(30))
        self.accepts(self.tool, {"src/model/nets/kind.cpp": many, "apps/cli/x.cpp": many,
                                 "src/a/x.cpp": "// NetKind::kClassifier\n" * 30 + "bool a = kind == NetKind::kClassifier;\n",
                                 "src/a/y.cpp": 'auto text = "a classifier needs";\n' * 30})  # fmt: skip

    def test_more_than_twenty_are_refused_each_with_its_line(self):
        asks = ["bool a = kind == NetKind::kClassifier;", 'bool b = net == "autoencoder";', "case NetKind::kForecaster:"]
        self.accepts(self.tool, {"src/a/x.cpp": "\n".join(asks * 6) + "\n"})
        self.refuses(self.tool, {"src/a/x.cpp": "\n".join(asks * 7) + "\n"}, "x.cpp:2", "x.cpp:21", "21 places", "net_traits")


class Text(ToolTest):
    tool = "check_text.sh"

    def test_relative_paths_and_system_programs_pass(self):
        self.accepts(self.tool, {"README.md": "see docs/work/x.md, src/home/y and /usr/bin/env\n"})

    def test_paths_of_one_machine_are_refused(self):
        for path in ("/wor" + "k/main", "/roo" + "t/x", "/hom" + "e/ann/y", "/tm" + "p/z"):
            self.refuses(self.tool, {"a.md": f"\nsee {path}\n"}, "a.md:2", "a path of one machine")

    def test_package_servers_are_refused(self):
        self.refuses(self.tool, {"package-lock.json": '"resolved": "https://registry.' + 'npmjs.org/x"\n'}, "server")

    def test_what_was_left_undone_is_refused(self):
        self.refuses(self.tool, {"src/x.cpp": "// TODO later\n"}, "src/x.cpp:1", "left undone")


class Docs(ToolTest):
    tool = "check_docs.py"

    def test_links_to_files_and_headings_pass(self):
        self.accepts(self.tool, {"README.md": "[a](docs/a.md) [b](docs/a.md#two-words) [c](https://example.org)\n",
                                 "docs/a.md": "# Two words\n[up](../README.md) `[not](a.link)`\n"})  # fmt: skip

    def test_links_into_nothing_are_refused(self):
        self.refuses(self.tool, {"README.md": "\n[a](docs/a.md)\n"}, "README.md:2", "no such file")
        self.refuses(self.tool, {"README.md": "# One\n[a](#two)\n"}, "README.md:2", "no such heading")


def disassembled(target, name, instructions):
    """A function as objdump prints it, one byte an instruction; `jne N` leads to instruction N."""
    lines = (f"   {place:x}:\t{text}\n" for place, text in enumerate(instructions))
    return f"0000 <tidegate::N_{target}::{name}(float const*)>:\n{''.join(lines)}\n"


class Loops(unittest.TestCase):
    products = ["vfmadd231ps (%rax),%ymm2,%ymm1"] * 6
    fine = disassembled("AVX2", "Dense", ["vmovaps %ymm1,0x20(%rsp)", *products, "mov 0x8(%rsp),%rdx", "jne 1", "ret"])

    def run_on(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([sys.executable, TOOLS / "check_loops.py", file.name], capture_output=True, text=True)
            return done.returncode == 0, done.stdout + done.stderr

    def refuses(self, text, *words):
        accepted, output = self.run_on(text)
        self.assertFalse(accepted, output)
        for word in words:
            self.assertIn(word, output)

    def test_the_stack_beside_a_hot_loop_and_pointers_reloaded_in_it_pass(self):
        accepted, output = self.run_on(self.fine)
        self.assertTrue(accepted, output)

    def test_a_vector_on_the_stack_in_a_hot_loop_is_refused(self):
        self.refuses(self.fine.replace("jne 1", "jne 0"), "Dense of AVX2: the loop at 0–8 (6 products", "has 1 vector")
        products = ["mulps %xmm1,%xmm2", "addps %xmm2,%xmm3"] * 6
        self.refuses(disassembled("SSE4", "Tile", [*products, "movaps 0x10(%rsp),%xmm9", "jne 0"]), "Tile of SSE4")
        products = ["fmla v1.4s, v2.4s, v3.s[0]"] * 6
        self.refuses(disassembled("NEON", "Tile", [*products, "ldr q0, [sp, #32]", "b.ne 0  // b.any"]), "Tile of NEON")

    def test_rbp_is_the_stack_only_where_it_is_the_frame(self):
        loop = [*self.products, "vmovaps %ymm8,-0x20(%rbp)", "jne 1"]
        self.assertTrue(self.run_on(disassembled("AVX2", "Tile", ["xor %rbp,%rbp", *loop]))[0])
        self.refuses(disassembled("AVX2", "Tile", ["mov %rsp,%rbp", *loop]), "Tile of AVX2")

    def test_a_jump_backwards_without_a_way_round_is_no_loop(self):
        code = ["nop", *self.products, "vmovaps %ymm1,(%rsp)", "ret", "jmp 1"]
        self.assertTrue(self.run_on(self.fine + disassembled("AVX2", "Late", code))[0])

    def test_nothing_to_check_is_refused(self):
        self.refuses("", "nothing was checked")
        self.refuses(self.fine + disassembled("AVX3", "Dense", ["ret"]), "AVX3: no hot loop found")


class Counts(unittest.TestCase):
    def test_ctest_and_unittest_lines_are_added_up(self):
        log = "98% tests passed, 1 tests failed out of 65\n\nRan 7 tests in 0.1s\n\nFAILED (failures=2, errors=1)\n"
        self.assertEqual(count_tests.counts(log), (64 + 4, 1 + 3))

    def test_googletest_is_counted_where_it_runs_by_itself(self):
        log = "[  PASSED  ] 85 tests.\n[  FAILED  ] 2 tests, listed below:\n\n 2 FAILED TESTS\n"
        self.assertEqual(count_tests.counts(log), (85, 2))
        self.assertEqual(count_tests.counts(log + "98% tests passed, 1 tests failed out of 65\n"), (64, 1))

    def test_a_section_without_runner_is_one_test(self):
        self.assertEqual(count_tests.section_counts("fine\n", 0), (1, 0))
        self.assertEqual(count_tests.section_counts("broken\n", 1), (0, 1))

    def test_a_build_that_fails_after_passing_tests_is_one_failure(self):
        log = "100% tests passed, 0 tests failed out of 9\n"
        self.assertEqual(count_tests.section_counts(log, 0), (9, 0))
        self.assertEqual(count_tests.section_counts(log, 2), (9, 1))


if __name__ == "__main__":
    unittest.main()
