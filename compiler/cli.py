"""The command line: ``lode build``, ``run``, ``bench``, ``explain``, ``cache``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from runtime.build import VERSION, BuildError

from .diagnostics import InputError, LodeError

BAD_OPTION = 9  # Node's exit status for an unknown option
STAGES = ("ast", "ir", "llvm", "asm")


class NodeStyleCommand(click.Command):
    """Reports an unknown option as Node does, with its exit status."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            click.echo(f"lode: bad option: {error.option_name}", err=True)
            ctx.exit(BAD_OPTION)
            raise AssertionError from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "-v", "--version", prog_name="lode", message="%(prog)s v%(version)s")
def cli() -> None:
    """Compiles JavaScript to native code.

    `lode app.js`, `lode -e CODE`, `lode -p CODE` and `lode -` are short for `lode run …`.
    """


def _compile_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every compiling command has."""
    decorators = [
        click.option("-O", "opt_level", type=click.IntRange(0, 3),
                     help="Optimisation level. Default: 2; just in time 1 at first, 2 from the cache."),
        click.option("--dump", multiple=True, type=click.Choice(STAGES), help="Print a stage of the compilation."),
        click.option("--dump-after", multiple=True, metavar="PASS", help="Print the IR after this pass."),
        click.option("--disable-pass", multiple=True, metavar="PASS", help="Leave out an optimisation pass."),
        click.option("--time-passes", is_flag=True, help="Print how long each stage and pass took."),
        click.option("--march", metavar="CPU", help="Processor to compile for, or 'native'. Default: x86-64-v2."),
        click.option("--debug", is_flag=True, help="Keep symbols and debug information."),
    ]
    for decorate in reversed(decorators):
        function = decorate(function)
    return function


def _make_options(values: dict[str, Any], default_level: int = 2) -> Any:
    from .driver import CompileOptions

    level = default_level if values["opt_level"] is None else values["opt_level"]
    return CompileOptions(
        opt_level=level, debug=values["debug"], march=values["march"], dump=frozenset(values["dump"]),
        dump_after=frozenset(values["dump_after"]), disabled_passes=frozenset(values["disable_pass"]),
        time_passes=values["time_passes"],
    )


@cli.command(cls=NodeStyleCommand)
@click.argument("source", type=str)
@click.option("-o", "--output", metavar="FILE", help="The executable. Default: SOURCE without its extension.")
@_compile_options
def build(source: str, output: str | None, **values: Any) -> None:
    """Compile SOURCE and what it requires into a stand-alone executable."""
    from .backend import link_executable
    from .driver import compile_program
    from .progress import reporter

    options = _make_options(values)
    entry = _open_entry(source)
    target = output or str(Path(source).with_suffix(""))
    if os.path.realpath(target) == entry.path:
        raise click.UsageError("the executable would overwrite its source: name another with -o")
    if not os.path.isdir(folder := os.path.dirname(os.path.abspath(target))):
        raise InputError(f"cannot write '{target}': there is no directory '{folder}'")
    if os.path.isdir(target):
        raise InputError(f"cannot write '{target}': it is a directory")
    with reporter() as report:
        program = compile_program(entry, options, relative_to=os.path.dirname(entry.path), report=report)
        report("linking")
        with program.timings.stage("link"):
            link_executable(program.objects, Path(target), debug=options.debug)
    if options.time_passes:
        _print_timings(program.timings)


@cli.command(cls=NodeStyleCommand, context_settings={"ignore_unknown_options": False, "allow_interspersed_args": False})
@click.argument("source", required=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("-e", "--eval", "code", metavar="CODE", help="Run CODE.")
@click.option("-p", "--print", "print_code", metavar="CODE", help="Run CODE and print its value.")
@click.option("--input-type", type=click.Choice(["commonjs", "module"]), help="What CODE or standard input is.")
@click.option("--max-old-space-size", type=click.IntRange(min=1), metavar="MB", help="Limit of the heap.")
@click.option("--stack-size", type=click.IntRange(min=64), metavar="KB", help="Stack for JavaScript.")
@click.option("--expose-gc", is_flag=True, help="Provide gc(), which collects what is unreachable.")
@click.option("--sourcetype", type=click.Choice(["commonjs", "script", "module"]),
              help="What SOURCE is, whatever its name says: a CommonJS or ES module, or a script (global code).")
@click.option("--test262-host", is_flag=True, help="Provide $262 and print, and nothing of Node.")
@_compile_options
def run(source: str | None, arguments: tuple[str, ...], code: str | None, print_code: str | None,
        input_type: str | None, max_old_space_size: int | None, stack_size: int | None, expose_gc: bool,
        sourcetype: str | None, test262_host: bool, **values: Any) -> None:
    """Compile SOURCE just in time and run it with ARGUMENTS. `-` reads it from standard input."""
    from .running import FIRST_LEVEL, run_program

    options = _make_options(values, FIRST_LEVEL)
    if code is not None or print_code is not None:
        arguments = (source, *arguments) if source is not None else arguments
        entry = _eval_entry(code if code is not None else print_code or "", printing=code is None,
                            input_type=input_type)
    elif source is None:
        raise click.UsageError("nothing to run: name a file, or use -e CODE")
    elif source == "-":
        entry = _eval_entry(sys.stdin.read(), name="[stdin]", input_type=input_type)
    else:
        entry = _open_entry(source)
    if sourcetype is not None:
        entry.goal = sourcetype
    if expose_gc:
        os.environ["LODE_OPTIONS"] = f"{os.environ.get('LODE_OPTIONS', '')} --expose-gc"
    limits = {"heap_limit": (max_old_space_size or 0) << 20, "stack_size": (stack_size or 0) << 10}
    host = "internal/test262" if test262_host else None
    sys.exit(run_program(entry, list(arguments), options, host=host, keep=sourcetype is None, **limits))


@cli.command(cls=NodeStyleCommand)
@click.argument("source")
@_compile_options
def explain(source: str, **values: Any) -> None:
    """Print the typed IR of SOURCE beside its lines."""
    from .explain import explain_source

    explain_source(_open_entry(source), _make_options(values))


@cli.command(cls=NodeStyleCommand)
@click.argument("names", nargs=-1)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Timed rounds of each engine.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def bench(names: tuple[str, ...], rounds: int, as_json: bool) -> None:
    """Run the benchmarks, compiled against interpreted: Lode, node and QuickJS side by side."""
    from .bench import run_benchmarks

    sys.exit(run_benchmarks(names, rounds=rounds, as_json=as_json))


@cli.command(cls=NodeStyleCommand)
@click.option("--clear", is_flag=True, help="Remove everything.")
def cache(clear: bool) -> None:
    """Show the cache of compiled code, or clear it."""
    import shutil

    from .run_cache import cache_root

    root = Path(cache_root())
    if clear:
        for part in ("objects", "run"):
            shutil.rmtree(root / part, ignore_errors=True)
        return
    files = [f for part in ("objects", "run") for f in (root / part).rglob("*") if f.is_file()]
    click.echo(f"{root}: {len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")


def _open_entry(source: str) -> Any:
    """The entry file; also found without its extension or as a directory, as Node does."""
    from .frontend.graph import open_source
    from .frontend.resolve import ResolutionError, Resolver

    absolute = os.path.abspath(source)
    try:
        path = Resolver().resolve(absolute, absolute)
    except ResolutionError as error:
        raise InputError(f"Cannot find module '{absolute}'") from error
    return open_source(path)


def _eval_entry(code: str, *, printing: bool = False, name: str = "[eval]",
                input_type: str | None = None) -> Any:
    """A script given on the command line. With -p its completion value is printed.

    input_type: commonjs or module; None: as the source is.
    """
    from .frontend.graph import AUTO, SourceFile

    path = os.path.join(os.getcwd(), name)
    if printing:
        return SourceFile(path, code, goal="script", prints=True)
    return SourceFile(path, code, goal=input_type or AUTO)


def _print_timings(timings: Any) -> None:
    for title, table in (("stage", timings.stages), ("pass", timings.passes)):
        for name, seconds in table.items():
            click.echo(f"{title:5} {name:24} {seconds * 1000:9.1f} ms", err=True)


def run_cli(argv: list[str]) -> None:
    """Runs the command; every expected failure is one message and an exit status."""
    try:
        # Without standalone mode an early exit (an unknown option, --help) is the result.
        status = cli.main(args=argv, prog_name="lode", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except LodeError as error:
        click.echo(error.render(), err=True)
        sys.exit(error.exit_status)
    except BuildError as error:
        click.echo(f"lode: the runtime could not be built: {error}", err=True)
        sys.exit(1)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(BAD_OPTION)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        where = f" '{error.filename}'" if error.filename else ""
        click.echo(f"lode: {error.strerror}{where}", err=True)
        sys.exit(1)


