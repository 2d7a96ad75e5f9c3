"""The command line: options in, text and exit codes out; everything else stands in the pipeline."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from corpora.errors import ConfigError, DuizhaoError, InputError, show_path
from duizhao import __version__
from duizhao.config import FAIL_LEVELS, Config, did_you_mean, find_config, read_config
from duizhao.lm_commands import language_models

if TYPE_CHECKING:
    from corpora.model import Bitext
    from duizhao.pipeline import Settings
    from metrics.rules import Rule
    from reports.model import Report

EXIT_FINE, EXIT_FINDINGS, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 2, 130

BITEXT_SUFFIXES = (".tsv", ".jsonl")
"""Files that hold both sides already."""

FILE = click.Path(path_type=Path)
# A file's faults are told by the reader, which knows more about them than click does.

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every expected error is one line on stderr."""
    # Python has no stream where the caller closed it; what is said then has no reader, and the exit code still counts.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    try:
        code = cli.main(arguments, prog_name="duizhao", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        _say("Error: interrupted")
        return EXIT_INTERRUPTED
    except (click.ClickException, DuizhaoError, OSError) as error:
        if isinstance(error, OSError):
            _give_up(sys.stdout)
        _say(_explain(error))
        return EXIT_FAILED
    return code if isinstance(code, int) else EXIT_FINE


def _explain(error: Exception) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.ctx.get_help() if error.ctx else ""
    if isinstance(error, click.ClickException):
        return f"Error: {_one_line(error)}"
    if isinstance(error, OSError):
        return f"Error: {show_path(error.filename or 'output')}: {error.strerror or error}"
    return f"Error: {error}"


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _give_up(stream: TextIO) -> None:
    """Let what is still buffered go nowhere: without this, Python fails once more when it exits."""
    with contextlib.suppress(OSError):  # a stream of a test has no file
        number = stream.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _say(message: str) -> None:
    """Write a line to stderr; where that cannot be, the exit code has to say it alone."""
    try:
        click.echo(message, err=True)
    except OSError:
        _give_up(sys.stderr)


def _write_utf8(stream: TextIO) -> None:
    reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        # Whatever the locale: the same bytes out on every machine.
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _one_line(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else None
    return f"{message.rstrip('.')} (see `{command} --help`)" if command else message


class _Commands(click.Group):
    """A group that suggests the command that was probably meant."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, or fail with a suggestion."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"no command is named {args[0]!r}{did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings=CONTEXT)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Check an English translation against its Chinese original (对照).

    duizhao pairs the two files sentence by sentence, scores each pair, and points to wrong terms, wrong numbers,
    omissions, additions and other slips in both files. It works offline and never changes your files.
    """


def _names(_context: click.Context, option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for item in value for name in item.split(",") if name.strip())
    if value and not names:
        raise click.UsageError(f"{option.opts[0]} names no rule and no family; `duizhao rule` lists them")
    return names


encoding_option = click.option(
    "--encoding", metavar="NAME", help="What files that are not UTF-8 are written in, as gb18030 or big5."
)
output_option = click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="Write there instead of to the terminal."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
config_option = click.option(
    "--config", "config_path", type=FILE, metavar="FILE", help="Use this configuration, not the nearest duizhao.toml."
)


@cli.command()
@click.argument("paths", nargs=-1, type=FILE, metavar="[ZH EN | PAIRS.tsv...]")
@click.option(
    "--pair",
    "pairs",
    nargs=2,
    type=FILE,
    multiple=True,
    metavar="ZH EN",
    help="A Chinese file and its English file; repeatable.",
)
@click.option(
    "--glossary",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="A glossary TSV instead of the curated one; repeatable.",
)
@click.option("--no-glossary", is_flag=True, help="Check no terms.")
@click.option(
    "--select", multiple=True, callback=_names, metavar="NAMES", help="Only these rules or families, with commas."
)
@click.option("--ignore", multiple=True, callback=_names, metavar="NAMES", help="Not these rules or families.")
@click.option(
    "--fail-on", type=click.Choice(FAIL_LEVELS), help="From which severity on the exit code is 1.  [default: error]"
)
@click.option(
    "--output-format",
    type=click.Choice(("full", "concise", "json", "jsonl")),
    help="How findings are printed.  [default: full on a terminal, else concise]",
)
@output_option
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT:FILE",
    help="Also write a report: html, json, jsonl, tsv, full or concise; repeatable.",
)
@encoding_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 where findings would make it 1.")
@config_option
@quiet_option
def check(
    *,
    paths: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    glossary: tuple[Path, ...],
    no_glossary: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    output_format: str | None,
    output: Path | None,
    reports: tuple[str, ...],
    encoding: str | None,
    exit_zero: bool,
    config_path: Path | None,
    quiet: bool,
) -> int:
    """Find the places where a translation is wrong.

    Give a Chinese file and its English file (text, Markdown or HTML), with --pair or as two arguments, or files of
    pairs that are aligned already (.tsv with the header source<TAB>target, or .jsonl).

    Exit code: 0 nothing found, 1 findings, 2 something could not be checked, 130 interrupted.
    """
    from duizhao import pipeline  # noqa: PLC0415

    config = _config(config_path)
    if no_glossary and glossary:
        raise click.UsageError("--glossary and --no-glossary exclude each other")
    wanted = _reports(reports)
    inputs = _inputs(paths, pairs)
    _protect(inputs, glossary, [path for path in (output, *wanted.values()) if path])
    rules = pipeline.choose_rules(select or config.select, (*config.ignore, *ignore), config.severity)
    terms = pipeline.choose_glossary(() if no_glossary else glossary or config.glossary)
    settings = pipeline.Settings(pipeline.load_lexicon(_notice(quiet)), terms, rules)
    report = _check_all(inputs, settings, config.encoding if encoding is None else encoding, quiet)
    _write_reports(report, wanted)
    _print(report, output_format, output)
    if not quiet:
        _summarize(report)
    return EXIT_FINDINGS if not exit_zero and _fails(report, fail_on or config.fail_on) else EXIT_FINE


Input = tuple[Path] | tuple[Path, Path]


def _inputs(paths: Sequence[Path], pairs: Sequence[tuple[Path, Path]]) -> list[Input]:
    inputs: list[Input] = list(pairs)
    documents = [path for path in paths if path.suffix.lower() not in BITEXT_SUFFIXES]
    inputs += [(path,) for path in paths if path.suffix.lower() in BITEXT_SUFFIXES]
    if len(documents) == 2:
        inputs.append((documents[0], documents[1]))
    elif documents:
        folder = next((path for path in documents if path.is_dir()), None)
        if folder:
            raise InputError(folder, None, "expected a file, found a folder; name a Chinese file and its English file")
        raise click.UsageError(
            f"expected a Chinese file and its English file, found {len(documents)} ({_listed(documents)}); "
            "give each pair as --pair ZH EN (a file of pairs is named .tsv or .jsonl)"
        )
    if not inputs:
        raise click.UsageError(
            "nothing to check: give a Chinese file and its English file, or a file of pairs (.tsv, .jsonl)"
        )
    return inputs


def _listed(paths: Sequence[Path], most: int = 3) -> str:
    names = [show_path(path) for path in paths[:most]]
    return ", ".join([*names, "…"] if len(paths) > most else names)


def _protect(inputs: Sequence[Input], glossary: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Refuse to write over what is read, or to write two things to one file."""
    # Not Path.resolve, which fails on links that lead to themselves.
    read = {os.path.realpath(path) for path in itertools.chain(glossary, *inputs)}
    seen: set[str] = set()
    for path in outputs:
        real = os.path.realpath(path)
        if real in read:
            raise ConfigError(f"{show_path(path)} is one of the inputs; write to another file")
        if real in seen:
            raise ConfigError(f"{show_path(path)} is named twice as an output; give each its own file")
        if path.is_dir() or not Path(real).parent.is_dir():
            raise InputError(path, None, "expected a file to write to, in a folder that exists")
        seen.add(real)


def _check_all(inputs: Sequence[Input], settings: Settings, encoding: str | None, quiet: bool) -> Report:
    from duizhao import pipeline  # noqa: PLC0415
    from reports.model import Report  # noqa: PLC0415

    show = len(inputs) > 1 and not quiet and sys.stderr.isatty()
    with click.progressbar(inputs, label="checking", file=sys.stderr, hidden=not show) as bar:
        results = tuple(pipeline.check_bitext(_bitext(files, settings, encoding), settings) for files in bar)
    return Report(results, settings.rules, settings.signature)


def _bitext(files: Input, settings: Settings, encoding: str | None, *, segmented: bool = False) -> Bitext:
    from corpora.formats import read_bitext, require_language, require_sides  # noqa: PLC0415
    from duizhao import pipeline  # noqa: PLC0415

    if len(files) == 1:
        bitext = read_bitext(files[0], encoding=encoding)
        require_sides(bitext.source, bitext.target)
        require_language(bitext.source)  # Chinese in the target is what the rules tell, row by row
        return bitext
    documents = pipeline.read_pair(*files, encoding=encoding, segmented=segmented)
    return pipeline.align_pair(*documents, settings.lexicon)


def _reports(values: Sequence[str]) -> dict[str, Path]:
    from reports import RENDERERS  # noqa: PLC0415

    wanted: dict[str, Path] = {}
    for value in values:
        name, colon, path = value.partition(":")
        if not colon or not path:
            raise ConfigError(f"--report wants FORMAT:FILE, as in html:report.html, found {value!r}")
        if name not in RENDERERS:
            raise ConfigError(f"no report format is named {name!r}{did_you_mean(name, RENDERERS)}")
        if name in wanted:
            raise ConfigError(f"--report {name}: is given twice; a run writes each format once")
        wanted[name] = Path(path)
    return wanted


def _write_reports(report: Report, wanted: dict[str, Path]) -> None:
    from corpora.files import write_whole  # noqa: PLC0415
    from reports import render  # noqa: PLC0415

    rendered = [(path, render(report, name)) for name, path in wanted.items()]  # all before the first is written
    for path, text in rendered:
        write_whole(path, text)


def _print(report: Report, output_format: str | None, output: Path | None) -> None:
    from reports import render  # noqa: PLC0415

    terminal = output is None and sys.stdout.isatty()
    chosen = output_format or ("full" if terminal else "concise")
    text = render(report, chosen, width=_width(output), color=terminal and "NO_COLOR" not in os.environ)
    _emit(text, output)


def _width(output: Path | None) -> int | None:
    """Return the terminal's width in cells, or None where the text goes elsewhere and must not depend on it."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def _emit(text: str, output: Path | None) -> None:
    from corpora.files import write_whole  # noqa: PLC0415

    if output is not None:
        write_whole(output, text)
        return
    stream = sys.stdout.buffer
    rest = memoryview(text.encode("utf-8", "backslashreplace"))
    try:
        # An unbuffered stream (PYTHONUNBUFFERED) may take a part of the text and say nothing of the rest.
        while rest:
            rest = rest[stream.write(rest) :]
        stream.flush()
    except BrokenPipeError as error:
        _give_up(sys.stdout)
        raise click.ClickException("the reader of the output closed it before everything was written") from error


def _fails(report: Report, level: str) -> bool:
    from metrics.rules import Severity  # noqa: PLC0415

    if level == "none":
        return False
    limit = Severity(level).rank
    return any(finding.severity.rank <= limit for result in report.results for finding in result.findings)


def _summarize(report: Report) -> None:
    from metrics.rules import Severity  # noqa: PLC0415

    counts = dict.fromkeys(Severity, 0)
    for result in report.results:
        for finding in result.findings:
            counts[finding.severity] += 1
    found = [_count(number, name) for name, number in counts.items() if number]
    bitexts = _count(len(report.results), "file pair")
    pairs = _count(sum(len(result.bitext.beads) for result in report.results), "sentence pair")
    _say(f"checked {bitexts}, {pairs}: {', '.join(found) or 'no findings'}")
    _say(report.signature)


def _count(number: int, name: str) -> str:
    plural = name if number == 1 or name == "info" else f"{name}s"
    return f"{number} {plural}"


def _config(path: Path | None) -> Config:
    return read_config(path if path else find_config(Path.cwd()))


def _notice(quiet: bool) -> Callable[[str], None]:
    return _silent if quiet else _say


def _silent(_message: str) -> None:
    pass


@cli.command()
@click.argument("source", type=FILE, metavar="ZH")
@click.argument("target", type=FILE, metavar="EN")
@click.option("--segmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "tsv", "jsonl", "ids")),
    default="table",
    show_default=True,
    help="ids: line numbers from 0, as [0]:[0,1]:0.83; tsv: what `duizhao check` reads.",
)
@output_option
@encoding_option
@quiet_option
def align(
    *, source: Path, target: Path, segmented: bool, form: str, output: Path | None, encoding: str | None, quiet: bool
) -> int:
    """Pair the sentences of a Chinese file with those of its English file.

    Each pair carries the probability that it is right; what is said on stderr is how sure it is that the two files
    belong together. Exit code: 0 done, 2 not.
    """
    from duizhao import pipeline  # noqa: PLC0415
    from reports.bitexts import render_alignment  # noqa: PLC0415

    config = _config(None)
    _protect([(source, target)], (), [output] if output else [])
    lexicon = pipeline.load_lexicon(_notice(quiet))
    documents = pipeline.read_pair(
        source, target, encoding=config.encoding if encoding is None else encoding, segmented=segmented
    )
    bitext = pipeline.align_pair(*documents, lexicon)
    _emit(render_alignment(bitext, form, width=_width(output)), output)
    if not quiet:
        verdict = "translation" if bitext.confidence >= _is_translation() else "NOT a translation"
        _say(f"{len(bitext.beads)} pairs; {verdict}, with confidence {bitext.confidence:.2f}")
    return EXIT_FINE


def _is_translation() -> float:
    from metrics.checks.context import IS_TRANSLATION  # noqa: PLC0415

    return IS_TRANSLATION


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PAIRS.tsv | ZH EN")
@click.option("--segmented", is_flag=True, help="ZH and EN hold one sentence a line already.")
@click.option(
    "--reference",
    type=FILE,
    metavar="FILE",
    help="A human translation: adds BLEU and chrF. For PAIRS.tsv one line a pair.",
)
@click.option("--lm", type=FILE, metavar="FILE", help="A model of `duizhao lm train`, for fluency.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "tsv", "jsonl")),
    default="table",
    show_default=True,
    help="How scores are printed.",
)
@output_option
@encoding_option
@quiet_option
def score(
    *,
    paths: tuple[Path, ...],
    segmented: bool,
    reference: Path | None,
    lm: Path | None,
    form: str,
    output: Path | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Score adequacy, fluency and quality of each pair and of the whole, from 0 to 100.

    The scores come from offline signals: they tell broken pairs from sound ones (a wrong sentence, something missing
    or added), and do not rank two competent translations. Exit code: 0 done, 2 not.
    """
    from duizhao import pipeline  # noqa: PLC0415
    from reports.scores import render_scores  # noqa: PLC0415

    inputs = _inputs(paths, ())
    if len(inputs) != 1:
        raise click.UsageError(
            f"expected one file of pairs, or a Chinese and an English file, found {len(paths)} files"
        )
    _protect(inputs, [path for path in (reference, lm) if path], [output] if output else [])
    model = pipeline.load_model(lm) if lm else None
    settings = pipeline.Settings(pipeline.load_lexicon(_notice(quiet)), None, (), model)
    config = _config(None)
    encoding = config.encoding if encoding is None else encoding
    bitext = _bitext(inputs[0], settings, encoding, segmented=segmented)
    scores, totals = pipeline.score_bitext(bitext, settings)
    if reference:
        from duizhao.references import score_against  # noqa: PLC0415

        paired = len(inputs[0]) == 1
        totals = (*totals, *score_against(bitext, reference, settings, encoding=encoding, paired=paired))
    _emit(render_scores(bitext, scores, totals, form, width=_width(output)), output)
    if form != "table" and not quiet:
        for total in totals:
            _say(f"{total.metric} = {total.value:.2f}  {total.signature}")
    return EXIT_FINE


@cli.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """Explain a rule, or list all rules."""
    from metrics.checks import RULES  # noqa: PLC0415

    if name is None:
        width = max(len(rule.name) for rule in RULES)
        lines = [f"{rule.name:<{width}}  {rule.family:<10}  {rule.severity:<7}  {rule.summary}\n" for rule in RULES]
        _emit("".join(lines), None)
        return
    found = [rule for rule in RULES if rule.name == name]
    if not found:
        raise ConfigError(f"no rule is named {name!r}{did_you_mean(name, [rule.name for rule in RULES])}")
    _emit(_page(found[0]), None)


def _page(rule: Rule) -> str:
    head = f"# {rule.name}\n\n{rule.summary}. Family: {rule.family}. Severity: {rule.severity}."
    return f"{head}\n\n{rule.explanation.strip()}\n"


cli.add_command(language_models)
