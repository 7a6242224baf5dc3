//! `chancery packet`, `agree`, `adjudicate`: blind coding by several coders.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_app::workspace::agreement::{AgreementReport, Disagreement, Estimate, Figures};
use chancery_app::workspace::reading::Span;
use chancery_app::workspace::{Place, Sight, Workspace};
use clap::{Args, Subcommand};

use super::entry::{act, span};
use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::{AuthorArguments, WorkspaceArguments};

/// Give accounts to a coder without others' decisions, and take the coding back
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Packet {
    #[command(subcommand)]
    command: PacketCommand,
}

const EXAMPLES: &str = "\
A packet is a workspace of its own. The coder accepts, rejects, changes and adds entries there, by chancery
review or chancery entry; what stands by decision when it comes back is the coding.

Examples:
  chancery packet give --coder Ana --out ana.db 1a4d 551b
  chancery packet give --coder Bo --out bo.db 1a4d 551b --text-only
  chancery review --workspace ana.db
  chancery packet return ana.db
  chancery agree
  chancery adjudicate 1a4d 385..435 --take Bo --reason 'section 6.3'";

#[derive(Debug, Subcommand)]
enum PacketCommand {
    /// Give accounts to a coder
    Give {
        /// Ids of accounts, or how they begin
        #[arg(required = true)]
        accounts: Vec<String>,
        /// Who codes
        #[arg(long, value_name = "NAME")]
        coder: String,
        /// The coder's workspace, which is made
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The texts alone, without the entries that the program found
        #[arg(long)]
        text_only: bool,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Take a packet back
    Return {
        /// The coder's workspace
        file: PathBuf,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// List the packets
    Ls {
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        workspace: WorkspaceArguments,
    },
}

/// Runs a command on packets.
pub(crate) fn packet(arguments: &Packet) -> Ended {
    match &arguments.command {
        PacketCommand::Give { accounts, coder, out, text_only, author } => {
            let mut workspace = author.open()?;
            let signature = author.signature()?;
            if out.exists() {
                return Err(Stop::usage(format!("{}: this file is there already", out.display()), "a packet is a new file; name another"));
            }
            for account in accounts {
                workspace.account(account)?;
            }
            let mut into = Workspace::open_or_create(&Place::File(out.clone()))?;
            let sight = if *text_only { Sight::TextOnly } else { Sight::Proposals };
            let packet = workspace.give_packet(&signature.context(), coder, accounts, sight, &mut into)?;
            writeln!(terminal::plain_output(), "packet {packet} for {coder}: {}", out.display())?;
        }
        PacketCommand::Return { file, author } => {
            let mut workspace = author.open()?;
            let signature = author.signature()?;
            let mut from = Workspace::open(&Place::File(file.clone()))?;
            let packet = workspace.return_packet(&signature.context(), &mut from)?;
            let entries: usize = packet.codings.iter().flatten().map(|coding| coding.entries.len()).sum();
            writeln!(
                terminal::plain_output(),
                "packet {} by {}: {entries} entries in {} accounts",
                packet.packet.packet,
                packet.packet.coder,
                packet.packet.accounts.len()
            )?;
        }
        PacketCommand::Ls { format, workspace } => {
            let columns = [short("packet"), short("coder"), short("accounts"), short("entries"), long("state")];
            let mut listing = Listing::new(&columns, "no packet was given; chancery packet give --coder NAME --out FILE ACCOUNT gives one");
            for packet in workspace.open()?.packets()? {
                let entries = packet.codings.as_ref().map(|codings| codings.iter().map(|coding| coding.entries.len()).sum::<usize>());
                let state = if entries.is_some() { "came back" } else { "with the coder" };
                let cells = vec![
                    brief(&packet.packet.packet),
                    packet.packet.coder.clone(),
                    packet.packet.accounts.len().to_string(),
                    entries.map(|entries| entries.to_string()).unwrap_or_default(),
                    state.to_owned(),
                ];
                listing.push(cells, &packet)?;
            }
            listing.print(format.format)?;
        }
    }
    Ok(ExitCode::from(DONE))
}

/// Report how far the coders of the packets agree
#[derive(Debug, Args)]
pub(crate) struct Agree {
    /// Packets; all that came back when none is named
    packets: Vec<String>,
    /// Only the disagreements
    #[arg(long)]
    disagreements: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Reports agreement.
pub(crate) fn agree(arguments: &Agree) -> Ended {
    let report = arguments.workspace.open()?.agree(&arguments.packets)?;
    let format = arguments.format.format;
    if format == ListFormat::Json {
        let mut out = terminal::plain_output();
        serde_json::to_writer_pretty(&mut out, &report).map_err(std::io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(ExitCode::from(DONE));
    }
    let figures = figure_listing(&report)?;
    let disagreements = disagreement_listing(&report)?;
    if format != ListFormat::Table {
        (if arguments.disagreements { disagreements } else { figures }).print(format)?;
        return Ok(ExitCode::from(DONE));
    }
    if !arguments.disagreements {
        let mut out = terminal::coloured_output();
        heading(&mut out, &format!("{} coders, {} accounts, {} units", report.coders.len(), report.accounts.len(), report.units))?;
        out.flush()?;
        figures.print(format)?;
        let mut out = terminal::coloured_output();
        writeln!(out)?;
        heading(&mut out, &format!("{} disagreements", report.disagreements.len()))?;
        out.flush()?;
    }
    disagreements.print(format)?;
    Ok(ExitCode::from(DONE))
}

fn figure_listing(report: &AgreementReport) -> Result<Listing, Stop> {
    let columns = [short("of"), short("units"), short("agreed"), short("kappa"), short("alpha"), short("AC1"), long("prevalence")];
    let mut listing = Listing::new(&columns, "there is nothing to compare");
    listing.push(figure_cells("kind", &report.kind), &report.kind)?;
    for kind in &report.by_kind {
        listing.push(figure_cells(&kind.kind, &kind.figures), kind)?;
    }
    for field in &report.by_field {
        listing.push(figure_cells(&format!("{}.{}", field.kind, field.field), &field.figures), field)?;
    }
    Ok(listing)
}

fn figure_cells(of: &str, figures: &Figures) -> Vec<String> {
    let prevalence = figures.prevalence.iter().take(4).map(|one| format!("{} {:.0} %", one.category, one.share * 100.0));
    vec![
        of.to_owned(),
        figures.units.to_string(),
        estimate(figures.observed.as_ref()),
        estimate(figures.kappa.as_ref()),
        estimate(figures.alpha.as_ref()),
        estimate(figures.ac1.as_ref()),
        prevalence.collect::<Vec<_>>().join(", "),
    ]
}

fn estimate(estimate: Option<&Estimate>) -> String {
    let Some(estimate) = estimate else { return "–".to_owned() };
    // What rounds to nothing has no sign.
    let rounded = |value: f64| format!("{:.2}", if value.abs() < 0.005 { 0.0 } else { value });
    match &estimate.interval {
        Some(interval) => format!("{} [{}, {}]", rounded(estimate.value), rounded(interval.low), rounded(interval.high)),
        None => rounded(estimate.value),
    }
}

fn disagreement_listing(report: &AgreementReport) -> Result<Listing, Stop> {
    let mut listing = Listing::new(&[short("account"), short("place"), long("what")], "the coders agree on everything");
    for disagreement in &report.disagreements {
        listing.push(vec![brief(&disagreement.account), place(disagreement), differing(disagreement)], disagreement)?;
    }
    Ok(listing)
}

fn place(disagreement: &Disagreement) -> String {
    let spans: Vec<[u32; 2]> = disagreement.said.iter().filter_map(|said| said.span).collect();
    let start = spans.iter().map(|span| span[0]).min().unwrap_or_default();
    let end = spans.iter().map(|span| span[1]).max().unwrap_or_default();
    format!("{start}..{end}")
}

fn differing(disagreement: &Disagreement) -> String {
    let kinds = disagreement.said.iter().map(|said| format!("{}: {}", said.coder, said.kind.as_deref().unwrap_or("nothing")));
    let fields = disagreement.differs.iter().filter(|differs| differs.field != "kind").map(|differs| differs.field.clone());
    let fields: Vec<String> = fields.collect();
    let kinds = kinds.collect::<Vec<_>>().join("; ");
    if fields.is_empty() { kinds } else { format!("{kinds} ({})", list(&fields)) }
}

/// Settle a place where coders disagree
#[derive(Debug, Args)]
pub(crate) struct Adjudicate {
    /// Id of the account, or how it begins
    account: String,
    /// The place: START..END, in characters, as chancery agree prints it
    #[arg(value_parser = span)]
    place: Span,
    /// What this coder has there stands
    #[arg(long, value_name = "CODER", required_unless_present = "none")]
    take: Option<String>,
    /// No entry stands there
    #[arg(long, conflicts_with = "take")]
    none: bool,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Settles a disagreement.
pub(crate) fn adjudicate(arguments: &Adjudicate) -> Ended {
    act(&arguments.author, |workspace| Ok(workspace.adjudicating(&arguments.account, arguments.place, arguments.take.as_deref())?))?;
    Ok(ExitCode::from(DONE))
}
