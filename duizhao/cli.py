"""The command line: options in, text and exit codes out; everything else stands in the pipeline."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpora.errors import ConfigError, DuizhaoError, show_path
from duizhao import __version__
from duizhao.config import FAIL_LEVELS, Config, did_you_mean, find_config, read_config
from duizhao.glossary_commands import glossaries
from duizhao.inputs import Input, find_inputs, protect, read_input
from duizhao.lexicon_commands import lexicons
from duizhao.lm_commands import language_models
from duizhao.pairs_commands import pairs as pairs_command
from duizhao.streams import emit, give_up, notices, open_streams, say, width_of

if TYPE_CHECKING:
    from duizhao.pipeline import Settings
    from metrics.rules import Rule
    from reports.model import Report

EXIT_FINE, EXIT_FINDINGS, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 2, 130

FILE = click.Path(path_type=Path)
# A file's faults are told by the reader, which knows more about them than click does.

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every expected error is one line on stderr."""
    open_streams()
    try:
        code = cli.main(arguments, prog_name="duizhao", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        say("Error: interrupted")
        return EXIT_INTERRUPTED
    except (click.ClickException, DuizhaoError, OSError) as error:
        if isinstance(error, OSError):
            give_up(sys.stdout)
        say(_explain(error))
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
    omissions, additions and other slips in both files. It works offline and never changes your texts.
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
lexicon_option = click.option(
    "--lexicon", type=FILE, metavar="FILE", help="What `duizhao lexicon learn` learned from your own translations."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
config_option = click.option(
    "--config", "config_path", type=FILE, metavar="FILE", help="Use this configuration, not the nearest duizhao.toml."
)


@cli.command()
@click.argument("paths", nargs=-1, type=FILE, metavar="[ZH EN | PAIRS...]")
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
@click.option(
    "--pins",
    type=FILE,
    metavar="FILE",
    help="Pairs of sentences that are right whatever the texts say, for ZH EN alone, as align --pins reads them.",
)
@lexicon_option
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
    pins: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    exit_zero: bool,
    config_path: Path | None,
    quiet: bool,
) -> int:
    """Find the places where a translation is wrong.

    Give a Chinese file and its English file (text, Markdown or HTML), with --pair or as two arguments, or files of
    pairs that are aligned already (.tsv with the header source<TAB>target, .jsonl, or .tmx).

    Exit code: 0 nothing found, 1 findings, 2 something could not be checked, 130 interrupted.
    """
    from duizhao import pipeline  # noqa: PLC0415

    config = _config(config_path)
    if no_glossary and glossary:
        raise click.UsageError("--glossary and --no-glossary exclude each other")
    wanted = _reports(reports)
    inputs = find_inputs(paths, pairs)
    if pins and [len(files) for files in inputs] != [2]:
        raise click.UsageError("--pins holds to one Chinese file and its English file; give just these two")
    lexicon = lexicon or config.lexicon
    protect(inputs, [*glossary, *_given(pins, lexicon)], _given(output, *wanted.values()))
    rules = pipeline.choose_rules(select or config.select, (*config.ignore, *ignore), config.severity)
    terms = pipeline.choose_glossary(() if no_glossary else glossary or config.glossary)
    settings = pipeline.Settings(pipeline.load_lexicon(notices(quiet), lexicon), terms, rules)
    report = _check_all(inputs, settings, config.encoding if encoding is None else encoding, quiet, pins)
    _write_reports(report, wanted)
    _print(report, output_format, output)
    if not quiet:
        _summarize(report)
    return EXIT_FINDINGS if not exit_zero and _fails(report, fail_on or config.fail_on) else EXIT_FINE


def _check_all(
    inputs: Sequence[Input], settings: Settings, encoding: str | None, quiet: bool, pins: Path | None
) -> Report:
    from duizhao import pipeline  # noqa: PLC0415
    from reports.model import Report  # noqa: PLC0415

    show = len(inputs) > 1 and not quiet and sys.stderr.isatty()
    with click.progressbar(inputs, label="checking", file=sys.stderr, hidden=not show) as bar:
        results = tuple(
            pipeline.check_bitext(read_input(files, settings.lexicon, encoding, pins=pins), settings) for files in bar
        )
    return Report(results, settings.rules, settings.signature)


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
    text = render(report, chosen, width=width_of(output), color=terminal and "NO_COLOR" not in os.environ)
    emit(text, output)


def _fails(report: Report, level: str) -> bool:
    from metrics.rules import Severity  # noqa: PLC0415

    if level == "none":
        return False
    limit = Severity(level).rank
    return any(finding.severity.rank <= limit for result in report.results for finding in result.findings)


def _summarize(report: Report) -> None:
    from reports.summary import counted, severities_line  # noqa: PLC0415

    bitexts = counted(len(report.results), "file pair")
    pairs = counted(sum(len(result.bitext.beads) for result in report.results), "sentence pair")
    say(f"checked {bitexts}, {pairs}: {severities_line(report) or 'no findings'}")
    say(report.signature)


def _config(path: Path | None) -> Config:
    return read_config(path if path else find_config(Path.cwd()))


def _given(*paths: Path | None) -> list[Path]:
    return [path for path in paths if path]


@cli.command(short_help="Pair the sentences of two files.")
@click.argument("source", type=FILE, metavar="ZH")
@click.argument("target", type=FILE, metavar="EN")
@click.option("--segmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "tsv", "jsonl", "ids", "tmx")),
    default="table",
    show_default=True,
    help="ids: numbers of sentences from 0 (of lines, if segmented), as [0]:[0,1]:0.83; tsv: what `duizhao check` "
    "reads; tmx: a translation memory.",
)
@click.option(
    "--pins",
    type=FILE,
    metavar="FILE",
    help="Pairs that are right whatever the texts say, as --format ids prints them.",
)
@click.option(
    "--null-cost",
    type=float,
    default=0.0,
    metavar="NUMBER",
    help="Above 0, fewer sentences are left without a pair; below 0, more. 2 is clearly felt, 10 is extreme.",
)
@click.option(
    "--pivot",
    type=FILE,
    metavar="FILE",
    help="Another English version, such as a machine translation, as evidence: one line for each sentence of ZH as "
    "--format ids numbers them.",
)
@click.option(
    "--embeddings",
    metavar="PATH",
    help="A model2vec or sentence-transformers model that knows both languages, as evidence: its folder, or its name "
    "if the local Hugging Face cache holds it; nothing is downloaded.",
)
@output_option
@lexicon_option
@encoding_option
@quiet_option
def align(
    *,
    source: Path,
    target: Path,
    segmented: bool,
    form: str,
    pins: Path | None,
    null_cost: float,
    pivot: Path | None,
    embeddings: str | None,
    output: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Pair the sentences of a Chinese file with those of its English file.

    Each pair carries the probability that it is right; what is said on stderr is whether the two files translate each
    other, how much of the text stands in likely pairs (coverage), and how probable it is that they translate each
    other as a whole. Exit code: 0 done, 2 not.
    """
    from duizhao import pipeline  # noqa: PLC0415
    from reports.bitexts import alignment_losses, render_alignment  # noqa: PLC0415
    from reports.summary import counted, verdict_line  # noqa: PLC0415

    null_cost = pipeline.checked_null_cost(null_cost)
    config = _config(None)
    encoding = config.encoding if encoding is None else encoding
    lexicon = lexicon or config.lexicon
    protect([(source, target)], _given(pins, pivot, lexicon), _given(output))
    words = pipeline.load_lexicon(notices(quiet), lexicon)
    documents = pipeline.read_pair(source, target, encoding=encoding, segmented=segmented)
    bitext = pipeline.align_pair(
        *documents,
        words,
        pins=pins or (),
        null_cost_shift=null_cost,
        pivot=pivot,
        embeddings=embeddings,
        encoding=encoding,
        notice=notices(quiet),
    )
    emit(render_alignment(bitext, form, width=width_of(output)), output)
    if not quiet:
        for loss in alignment_losses(bitext, form):
            say(f"{form}: {loss}")
        say(f"{counted(len(bitext.beads), 'pair')}; {verdict_line(bitext)}")
    return EXIT_FINE


@cli.command(short_help="Score adequacy, fluency and quality.")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PAIRS | ZH EN")
@click.option("--segmented", is_flag=True, help="ZH and EN hold one sentence a line already.")
@click.option(
    "--reference",
    type=FILE,
    metavar="FILE",
    help="A human translation: adds BLEU and chrF. For PAIRS (.tsv, .jsonl, .tmx) one line a pair.",
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
@lexicon_option
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
    lexicon: Path | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Score adequacy, fluency and quality of each pair and of the whole, from 0 to 100.

    The scores come from offline signals: they tell broken pairs from sound ones (a wrong sentence, something missing
    or added), and do not rank two competent translations. Exit code: 0 done, 2 not.
    """
    from duizhao import pipeline  # noqa: PLC0415
    from reports.scores import render_scores  # noqa: PLC0415

    inputs = find_inputs(paths)
    if len(inputs) != 1:
        raise click.UsageError(
            f"expected one file of pairs, or a Chinese and an English file, found {len(paths)} files"
        )
    config = _config(None)
    lexicon = lexicon or config.lexicon
    protect(inputs, _given(reference, lm, lexicon), _given(output))
    model = pipeline.load_model(lm) if lm else None
    settings = pipeline.Settings(pipeline.load_lexicon(notices(quiet), lexicon), None, (), model)
    encoding = config.encoding if encoding is None else encoding
    bitext = read_input(inputs[0], settings.lexicon, encoding, segmented=segmented)
    scores, totals = pipeline.score_bitext(bitext, settings)
    if reference:
        from duizhao.references import score_against  # noqa: PLC0415

        paired = len(inputs[0]) == 1
        totals = (*totals, *score_against(bitext, reference, settings, encoding=encoding, paired=paired))
    emit(render_scores(bitext, scores, totals, form, width=width_of(output)), output)
    if form != "table" and not quiet:
        for total in totals:
            say(f"{total.metric} = {total.value:.2f}  {total.signature}")
    return EXIT_FINE


@cli.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """Explain a rule, or list all rules."""
    from metrics.checks import RULES  # noqa: PLC0415
    from metrics.checks.glossary_rules import GLOSSARY_RULES  # noqa: PLC0415

    rules = (*RULES, *GLOSSARY_RULES)
    if name is None:
        width = max(len(rule.name) for rule in rules)
        lines = [f"{rule.name:<{width}}  {rule.family:<10}  {rule.severity:<7}  {rule.summary}\n" for rule in rules]
        emit("".join(lines), None)
        return
    found = [rule for rule in rules if rule.name == name]
    if not found:
        raise ConfigError(f"no rule is named {name!r}{did_you_mean(name, [rule.name for rule in rules])}")
    emit(_page(found[0]), None)


def _page(rule: Rule) -> str:
    summary = rule.summary[0].upper() + rule.summary[1:]
    head = f"# {rule.name}\n\n{summary}. Family: {rule.family}. Severity: {rule.severity}."
    return f"{head}\n\n{rule.explanation.strip()}\n"


cli.add_command(glossaries)
cli.add_command(language_models)
cli.add_command(lexicons)
cli.add_command(pairs_command)
