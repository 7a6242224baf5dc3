//! One commitment or request: `chancery follow`, `progress`, `score`, `scores`.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::workspace::follow::{Average, Doubt, FollowUp, NotCountedReason, Scope, ScoreRow, SignedScore, TargetProgress};
use chancery_app::workspace::operation::{Follow, Phase, Score, Status};
use chancery_app::workspace::{Operation, Workspace};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};

use super::is_day;
use crate::commands::entry::act;
use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal::{self, DOUBTFUL, FAINT};
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// Show what became of a commitment or request, or set its owner, due day and status
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FollowArguments {
    /// Id of the entry, or how it begins
    entry: String,
    /// Who looks after it; empty for no one
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// When it is due, instead of the end of its window
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// Where it stands
    #[arg(long, value_parser = PossibleValuesParser::new(Status::ALL.map(Status::as_str)).map(|name| status(&name)))]
    status: Option<Status>,
    /// Day from which the status holds [default: today]
    #[arg(long, value_name = "DAY", requires = "status")]
    on: Option<String>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
}

const EXAMPLES: &str = "\
Examples:
  chancery follow 3fa9
  chancery follow 3fa9 --owner 'trade desk' --due 2027-12-31
  chancery follow 3fa9 --status in_progress --on 2026-09-01 --reason 'first shipment'";

fn status(name: &str) -> Status {
    Status::ALL.into_iter().find(|status| status.as_str() == name).unwrap_or(Status::Open)
}

/// Shows or changes how an entry is followed.
pub(crate) fn follow(arguments: &FollowArguments) -> Ended {
    for day in [&arguments.due, &arguments.on].into_iter().flatten() {
        is_day(day)?;
    }
    if arguments.owner.is_some() || arguments.due.is_some() || arguments.status.is_some() {
        act(&arguments.author, |workspace| {
            Ok(Operation::Follow(Follow {
                entry: workspace.entry(&arguments.entry)?.entry.id,
                owner: arguments.owner.clone(),
                due: arguments.due.clone(),
                status: arguments.status,
                on: arguments.on.clone(),
            }))
        })?;
        return Ok(ExitCode::from(DONE));
    }
    let follow_up = arguments.author.open()?.follow_up(&arguments.entry)?;
    let mut out = terminal::coloured_output();
    if arguments.format.format == ListFormat::Table {
        show(&mut out, &follow_up)?;
    } else {
        serde_json::to_writer_pretty(&mut out, &follow_up).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(ExitCode::from(DONE))
}

fn show(out: &mut impl Write, found: &FollowUp) -> Result<(), Stop> {
    heading(out, &format!("{} {}", found.entry.kind, found.entry.id))?;
    writeln!(out, "  “{}”", found.entry.quote)?;
    let parties: Vec<String> = found.entry.participants().map(str::to_owned).collect();
    for (name, value) in [
        (
            "account",
            format!(
                "{} {} {}",
                brief(&found.account.id),
                found.account.date.as_deref().unwrap_or("no date"),
                found.account.title.as_deref().unwrap_or_default()
            ),
        ),
        ("parties", list(&parties)),
        ("state", found.state.as_str().to_owned()),
        ("owner", found.follow.owner.clone().unwrap_or_else(|| "no one".to_owned())),
        ("due", found.due.clone().unwrap_or_else(|| "no date".to_owned())),
        ("status", found.follow.status.as_str().to_owned()),
    ] {
        writeln!(out, "  {name:<10}{value}")?;
    }
    for since in &found.follow.history {
        writeln!(
            out,
            "  {FAINT}{:<10}{} from {} ({}){}{FAINT:#}",
            "",
            since.status.as_str(),
            since.on,
            since.author,
            reason(&since.reason)
        )?;
    }
    writeln!(out, "\n  evidence ({})", found.evidence.len())?;
    for evidence in &found.evidence {
        let direction = if evidence.direction == chancery_app::workspace::operation::Direction::For { "for" } else { "against" };
        let amount = evidence.amount.as_ref().map(|amount| format!(", {} {}", amount.value, amount.unit)).unwrap_or_default();
        writeln!(
            out,
            "    {} {} {direction}{amount}: “{}” ({}){}",
            brief(&evidence.evidence),
            evidence.date,
            evidence.quote,
            brief(&evidence.account),
            reason(&evidence.note)
        )?;
    }
    show_progress(out, &found.progress)?;
    show_scores(out, &found.scores.rows)?;
    for (name, average) in [("interim", &found.scores.averages.interim), ("final", &found.scores.averages.r#final)] {
        if let Some(average) = average {
            writeln!(out, "    {name:<10}{}", mean(average))?;
        }
    }
    if let Some(thread) = &found.thread {
        writeln!(out, "\n  thread ({})", thread.entries.len())?;
        for line in &thread.entries {
            writeln!(out, "    {} {} “{}”", brief(&line.entry), line.date.as_deref().unwrap_or("no date"), line.quote)?;
        }
    }
    for note in &found.notes {
        writeln!(out, "\n  note: {}", note.text)?;
    }
    Ok(())
}

fn reason(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

fn mean(average: &Average) -> String {
    format!("mean {:.2}, {:.1} % ({} scored)", average.mean, average.percent, average.n)
}

fn show_scores(out: &mut impl Write, rows: &[ScoreRow]) -> Result<(), Stop> {
    if !rows.is_empty() {
        writeln!(out, "\n  scores")?;
    }
    for row in rows {
        for (phase, signed) in [("interim", &row.interim), ("final", &row.r#final)] {
            if let Some(SignedScore { score, coder, .. }) = signed {
                let value = score.score.map_or_else(|| "does not apply".to_owned(), |value| format!("{value:+}").replace("+0", "0"));
                writeln!(out, "    {:<10}{phase} {value} ({coder}){}", row.party, reason(&score.rationale))?;
            }
        }
    }
    Ok(())
}

/// Show how far the numeric targets of a commitment are reached
#[derive(Debug, Args)]
pub(crate) struct ProgressArguments {
    /// Id of the entry, or how it begins
    entry: String,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// Shows progress.
pub(crate) fn progress(arguments: &ProgressArguments) -> Ended {
    let targets = arguments.past.open()?.progress(&arguments.entry)?;
    let format = arguments.format.format;
    if format == ListFormat::Table {
        let mut out = terminal::coloured_output();
        if targets.is_empty() {
            writeln!(out, "it has no numeric target")?;
        }
        show_progress(&mut out, &targets)?;
        out.flush()?;
        return Ok(ExitCode::from(DONE));
    }
    let mut listing = Listing::new(&[short("target"), short("unit"), short("sum"), short("percent")], "");
    for target in &targets {
        let percent = target.percent.map(|percent| format!("{percent:.1}")).unwrap_or_default();
        listing.push(vec![target.target.to_string(), target.unit.clone(), target.sum.to_string(), percent], target)?;
    }
    listing.print(format)?;
    Ok(ExitCode::from(DONE))
}

fn show_progress(out: &mut impl Write, targets: &[TargetProgress]) -> Result<(), Stop> {
    for target in targets {
        let of = target.of.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
        let percent = target.percent.map(|percent| format!(", {percent:.1} %")).unwrap_or_default();
        writeln!(out, "\n  target {} {}{of}: {} counted{percent}", target.target, target.unit, target.sum)?;
        for counted in &target.counted {
            writeln!(out, "    {} {} {} {}", brief(&counted.evidence), counted.date, counted.amount.value, counted.amount.unit)?;
            for doubt in &counted.doubts {
                writeln!(out, "      {DOUBTFUL}doubtful{DOUBTFUL:#}: {}", doubt_text(doubt))?;
            }
        }
        for left in &target.not_counted {
            writeln!(out, "    {FAINT}{} {} not counted: {}{FAINT:#}", brief(&left.evidence), left.date, not_counted(left.reason))?;
        }
        if target.sum_without_doubles != target.sum {
            let percent = target.percent_without_doubles.map(|percent| format!(", {percent:.1} %")).unwrap_or_default();
            writeln!(out, "    without what may be counted twice: {}{percent}", target.sum_without_doubles)?;
        }
    }
    Ok(())
}

fn doubt_text(doubt: &Doubt) -> String {
    match doubt {
        Doubt::SameWords { evidence } => format!("the same words as evidence {}", brief(evidence)),
        Doubt::SameAmountAndDay { evidence } => format!("the same amount and day as evidence {}", brief(evidence)),
        Doubt::UsedElsewhere { entry } => format!("the same words count for entry {}", brief(entry)),
        Doubt::SeveralTargets => "several targets have this unit, and it counts for each".to_owned(),
        Doubt::AccountReplaced => "a newer version of its account is there".to_owned(),
    }
}

fn not_counted(reason: NotCountedReason) -> &'static str {
    match reason {
        NotCountedReason::NoAmount => "it names no amount",
        NotCountedReason::OtherUnit => "its unit is another",
        NotCountedReason::PointsAgainst => "it points against",
        NotCountedReason::BeforeWindow => "it is from before the commitment",
        NotCountedReason::AfterWindow => "it is from after the due day",
        NotCountedReason::AccountRemoved => "its account was taken out",
        NotCountedReason::NotExact => "its amount cannot be summed exactly",
    }
}

/// Score how far a party kept a commitment: -1, 0 or 1
#[derive(Debug, Args)]
#[command(after_help = SCORE_EXAMPLES)]
pub(crate) struct ScoreArguments {
    /// Id of the entry, or how it begins
    entry: String,
    /// The party
    party: String,
    /// -1 not complied, 0 in progress or unable, 1 complied, none where the commitment does not apply
    #[arg(allow_hyphen_values = true, value_parser = score_value)]
    score: ScoreValue,
    /// For which report
    #[arg(long, value_enum, default_value = "interim")]
    phase: PhaseName,
    /// Why this score
    #[arg(long, value_name = "TEXT")]
    rationale: String,
    #[command(flatten)]
    author: AuthorArguments,
}

const SCORE_EXAMPLES: &str = "\
Examples:
  chancery score 3fa9 CHN 1 --phase final --rationale 'orders of 200 aircraft signed on 2026-09-03'
  chancery score 3fa9 USA none --rationale 'binds the other party alone'";

/// A score as it is written.
#[derive(Debug, Clone, Copy)]
struct ScoreValue(Option<i8>);

fn score_value(text: &str) -> Result<ScoreValue, String> {
    match text {
        "none" => Ok(ScoreValue(None)),
        "-1" | "−1" => Ok(ScoreValue(Some(-1))),
        "0" => Ok(ScoreValue(Some(0))),
        "1" | "+1" => Ok(ScoreValue(Some(1))),
        _ => Err("write -1, 0, 1 or none".to_owned()),
    }
}

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PhaseName {
    /// Halfway
    Interim,
    /// At the end
    Final,
}

/// Scores a party.
pub(crate) fn score(arguments: &ScoreArguments) -> Ended {
    act(&arguments.author, |workspace| {
        let row = workspace.entry(&arguments.entry)?;
        Ok(Operation::SetScore(Score {
            entry: row.entry.id,
            party: arguments.party.clone(),
            phase: if arguments.phase == PhaseName::Final { Phase::Final } else { Phase::Interim },
            score: arguments.score.0,
            rationale: arguments.rationale.clone(),
        }))
    })?;
    Ok(ExitCode::from(DONE))
}

/// List the mean scores of the parties; the percentage is (mean + 1) x 50, and blanks are not zeros
#[derive(Debug, Args)]
pub(crate) struct ScoresArguments {
    /// Of the commitments of this dossier only
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// Lists scores by party.
pub(crate) fn scores(arguments: &ScoresArguments) -> Ended {
    let mut workspace: Workspace = arguments.past.open()?;
    let scope = arguments.dossier.clone().map(Scope::Dossier);
    let columns = [short("party"), short("commitments"), short("interim"), short("final"), long("last of both")];
    let mut listing = Listing::new(&columns, "no one was scored; chancery score ENTRY PARTY SCORE scores a party");
    for party in workspace.scores_by_party(scope.as_ref())? {
        let shown = |average: &Option<Average>| average.as_ref().map(mean).unwrap_or_default();
        let averages = &party.averages;
        let cells =
            vec![party.party.clone(), party.entries.to_string(), shown(&averages.interim), shown(&averages.r#final), shown(&averages.last)];
        listing.push(cells, &party)?;
    }
    listing.print(arguments.format.format)?;
    Ok(ExitCode::from(DONE))
}
