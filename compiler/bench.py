"""``lode bench``: the benchmarks on Lode, node and QuickJS, side by side.

Each engine runs a benchmark in a process of its own, turn by turn, so that all see the same machine. A benchmark is a
CommonJS file that exports ``run``, maybe an async function; the harness around it calls ``run`` several times, so that
a just-in-time compiler is warm, and prints the median. A benchmark's first line may name npm packages:
``// needs: acorn@8.17.0``.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from .driver import CompileOptions, compile_program
from .frontend.graph import SourceFile
from .npm import NpmUnavailable, install_packages

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
WARM_UP = 2
TIMEOUT = 180  # seconds that an engine may take for all rounds of a benchmark
TIMED_OUT = 124  # MEASURE's exit status then

# Runs `run` WARM_UP + rounds times; prints the milliseconds of each timed round and the result as JSON.
HARNESS = """
const benchmark = require(%(path)s);
const clock = typeof performance === 'object' ? () => performance.now() : Date.now;
const times = [];
let rounds = 0;
let start = 0;
function finish(result) {
  if (++rounds > %(warm)d) times.push(clock() - start);
  if (rounds < %(total)d) return false;
  console.log(JSON.stringify({ times, result: String(result) }));
  return true;
}
function next() {
  for (;;) {
    start = clock();
    const result = benchmark.run();
    if (result instanceof Promise) {
      result.then((value) => finish(value) || next());
      return;
    }
    if (finish(result)) return;
  }
}
next();
"""

# QuickJS has neither modules nor files: the sources are handed over.
QUICKJS_HOST = """
import json, sys
import quickjs
job = json.load(sys.stdin)
context = quickjs.Context()
context.set_max_stack_size(64 << 20)
context.add_callable('print', print)
context.add_callable('sourceOf', lambda path: job['files'][path])
context.eval('''
globalThis.console = { log: print };
globalThis.performance = undefined;
const loaded = {};
function requireFrom(path) {
  if (loaded[path]) return loaded[path].exports;
  const module = loaded[path] = { exports: {} };
  const require = (name) => name === 'fs' ? { readFileSync: (path) => sourceOf(path) } : requireFrom(resolve(name));
  const resolve = (name) => resolutions[name] || name;
  require.resolve = resolve;
  new Function('exports', 'require', 'module', sourceOf(path))(module.exports, require, module);
  return module.exports;
}
''')
context.eval('const resolutions = ' + json.dumps(job['resolutions']))
context.eval("const require = (name) => requireFrom(resolutions[name] || name);\\n" + job['main'])
while context.execute_pending_job():
    pass
"""


@dataclass
class Figure:
    """What an engine took for a benchmark."""

    milliseconds: float
    memory: int  # peak resident bytes of the process
    result: str


class BenchmarkFailed(Exception):
    """An engine could not run a benchmark."""


def run_benchmarks(names: tuple[str, ...], *, rounds: int, as_json: bool) -> int:
    """Runs and prints; 1 if any benchmark failed or results differ."""
    files = sorted(BENCHMARKS.glob("*.js"))
    chosen = [f for f in files if not names or f.stem in names]
    if unknown := set(names) - {f.stem for f in files}:
        there = ", ".join(f.stem for f in files)
        raise click.UsageError(f"no such benchmark: {', '.join(sorted(unknown))} (there are: {there})")
    console = Console()
    status = 0
    report: dict[str, dict[str, dict[str, float | str]]] = {}
    table = Table("benchmark", "engine", "time", "of node's", "of QuickJS's", "peak memory")
    table.columns[0].min_width = max((len(f.stem) for f in chosen), default=0)
    for column in table.columns[2:]:
        column.justify = "right"
    for file in chosen:
        if not as_json and sys.stderr.isatty():
            click.echo(f"\r\x1b[K{file.stem} …", err=True, nl=False)
        figures: dict[str, Figure] = {}
        for engine in ("lode", "node", "quickjs"):
            try:
                figures[engine] = _measure(engine, file, rounds)
            except (BenchmarkFailed, NpmUnavailable) as error:
                click.echo(f"{file.stem}: {engine}: {error}", err=True)
                status |= engine == "lode"
        if len({f.result for f in figures.values()}) > 1:
            click.echo(f"{file.stem}: results differ: { {e: f.result for e, f in figures.items()} }", err=True)
            status = 1
        report[file.stem] = {
            e: {"ms": f.milliseconds, "memory": f.memory, "result": f.result} for e, f in figures.items()}
        _add_rows(table, file.stem, figures)
    if not as_json and sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    if as_json:
        click.echo(json.dumps(report, indent=2))
    else:
        console.print(table)
    return status


def _add_rows(table: Table, name: str, figures: dict[str, Figure]) -> None:
    for engine, figure in figures.items():
        ratios = [_ratio(figure.milliseconds / figures[o].milliseconds) if o in figures and o != engine else "—"
                  for o in ("node", "quickjs")]
        table.add_row(name, engine, f"{figure.milliseconds:.1f} ms", *ratios, f"{figure.memory / 1e6:.0f} MB",
                      end_section=engine == list(figures)[-1])
        name = ""


def _ratio(value: float) -> str:
    return f"{value:.2f}×" if value >= 0.1 else f"{value:.3f}×"


def _measure(engine: str, file: Path, rounds: int) -> Figure:
    packages = _needed_packages(file)
    with tempfile.TemporaryDirectory(prefix="lode-bench-") as scratch:
        work = Path(scratch)
        program = work / file.name
        shutil.copy(file, program)
        if packages:
            (work / "node_modules").symlink_to(install_packages(packages) / "node_modules")
        main = work / "main.js"
        main.write_text(HARNESS % {"path": json.dumps(f"./{file.name}"), "total": WARM_UP + rounds, "warm": WARM_UP})
        command, stdin = _command(engine, main, program, work)
        return _run(command, stdin, work)


def _needed_packages(file: Path) -> list[str]:
    first = file.read_text().split("\n", 1)[0]
    return first.removeprefix("// needs:").split() if first.startswith("// needs:") else []


def _command(engine: str, main: Path, program: Path, work: Path) -> tuple[list[str], str]:
    if engine == "lode":
        from .backend import link_executable

        compiled = compile_program(SourceFile(str(main), main.read_text()), CompileOptions(), relative_to=str(work))
        link_executable(compiled.objects, work / "program")
        return [str(work / "program")], ""
    if engine == "node":
        node = shutil.which("node")
        if node is None:
            raise BenchmarkFailed("not on PATH")
        return [node, str(main)], ""
    return [sys.executable, "-c", QUICKJS_HOST], json.dumps(_quickjs_job(main, program, work))


def _quickjs_job(main: Path, program: Path, work: Path) -> dict[str, object]:
    """Every source that the benchmark may ask for, by resolved path."""
    from .frontend.resolve import ResolutionError, Resolver

    files = {str(program): program.read_text()}
    resolutions = {f"./{program.name}": str(program)}
    resolver = Resolver()
    for package in _needed_packages(program):
        name = package.rsplit("@", 1)[0]
        for specifier in (name, f"{name}/{name}.js"):
            try:
                path = resolver.resolve(specifier, str(main))
            except ResolutionError:  # an alternative spelling that this package lacks
                continue
            resolutions[specifier] = path
            files[path] = Path(path).read_text()
    return {"main": main.read_text(), "files": files, "resolutions": resolutions}


# Waits for a command from a small process and writes its peak memory: a process's peak begins with that of the process
# that started it, which must not be the compiler's. Ends the command when its time is over.
MEASURE = """
import os, signal, sys
peak, limit, *command = sys.argv[1:]
child = os.posix_spawn(command[0], command, os.environ)
late = []
def stop(*_):
    late.append(True)
    os.kill(child, signal.SIGKILL)
signal.signal(signal.SIGALRM, stop)
signal.alarm(int(limit))
_, status, usage = os.wait4(child, 0)
with open(peak, 'w') as file:
    file.write(str(usage.ru_maxrss))
sys.exit(124 if late else os.waitstatus_to_exitcode(status) & 255)
"""


def _run(command: list[str], stdin: str, work: Path, limit: int = TIMEOUT) -> Figure:
    with (work / "out").open("w+") as out, (work / "err").open("w+") as err:
        done = subprocess.run([sys.executable, "-c", MEASURE, str(work / "peak"), str(limit), *command], input=stdin,
                              stdout=out, stderr=err, text=True, cwd=work, check=False)
        out.seek(0)
        err.seek(0)
        if done.returncode == TIMED_OUT:
            raise BenchmarkFailed(f"takes more than {limit} s")
        if done.returncode != 0:
            raise BenchmarkFailed(f"exit status {done.returncode}: {err.read()[-2000:]}")
        answer = json.loads(out.read().strip().split("\n")[-1])
    peak = int((work / "peak").read_text()) * 1024
    return Figure(statistics.median(answer["times"]), peak, answer["result"])
