//! `chancery import` and `export`: compliance tables of the G7 and G20 Research Groups.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_app::workspace::compliance::{Averages, Mean, read_table, write_table};
use clap::Args;

use crate::inputs::plain;
use crate::listing::{FormatArguments, ListFormat, Listing, brief, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::workspace_arguments::{AuthorArguments, PastArguments};
use crate::{files, terminal};

/// Take in a compliance table of the G7 or G20 Research Group: its commitments with their scores
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// The table: area, id, year, code where there is one, text, average, and a column for each member (CSV)
    file: PathBuf,
    /// Only look: list what looks wrong, and the averages
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
}

const EXAMPLES: &str = "\
What looks wrong is listed and left as it is printed: ids that a spreadsheet took for dates, averages that
disagree with their row, cells that are no score. Blanks stay blank; they are not zeros.

Examples:
  chancery import g20.csv --dry-run
  chancery import g20.csv
  chancery export ACCOUNT --out g20-now.csv";

/// Takes a table in.
pub(crate) fn import(arguments: &Import) -> Ended {
    let name = arguments.file.display().to_string();
    let bytes = fs::read(&arguments.file).map_err(|error| Stop::not_done(format!("{name}: {}", plain(&error))))?;
    let table = read_table(&bytes).map_err(|error| Stop::not_done(format!("{name}: {error}")))?;
    let mut listing = Listing::new(&[short("line"), short("id"), short("column"), long("finding")], "nothing looks wrong");
    for finding in table.findings() {
        let cells = vec![finding.line.to_string(), finding.id.trim().to_owned(), finding.column.clone(), finding.to_string()];
        listing.push(cells, &finding)?;
    }
    listing.print(arguments.format.format)?;
    if arguments.format.format == ListFormat::Table {
        let aggregates = table.aggregates();
        let mut out = terminal::plain_output();
        writeln!(out, "\n{} commitments, {} members", table.rows.len(), table.members.len())?;
        for (what, mean) in
            [("all scores", &aggregates.scores), ("means of the rows", &aggregates.rows), ("printed averages", &aggregates.printed)]
        {
            writeln!(out, "  {what:<18} {}", shown(mean))?;
        }
        out.flush()?;
    }
    if !arguments.dry_run {
        let mut workspace = arguments.author.workspace.open_or_create()?;
        let signature = arguments.author.signature()?;
        let source = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let operation = workspace.importing(&source, &table)?;
        let receipt = workspace.append(&signature.context(), &operation)?;
        if arguments.format.format == ListFormat::Table {
            super::said(&[receipt])?;
            if let chancery_app::workspace::Operation::ImportCompliance(import) = &operation {
                terminal::hint(&format!(
                    "chancery scores --account {0} shows the members; chancery export {0} writes the table",
                    brief(&import.import.reading.document.id)
                ));
            }
        }
    }
    Ok(ExitCode::from(DONE))
}

fn shown(mean: &Mean) -> String {
    match (mean.mean, mean.percentage) {
        (Some(value), Some(percentage)) => {
            format!("mean {value:.4}, {percentage:.1} % ({} scored, {} blank, {} no score)", mean.scored, mean.blank, mean.unread)
        }
        _ => "no score".to_owned(),
    }
}

/// Write an imported compliance table with the scores as they stand
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Id of the account that the table is, or how it begins
    account: String,
    /// Write into FILE instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print the averages as they were printed, not as they are
    #[arg(long)]
    printed_averages: bool,
    #[command(flatten)]
    past: PastArguments,
}

/// Writes a table.
pub(crate) fn export(arguments: &Export) -> Ended {
    let table = arguments.past.open()?.exporting(&arguments.account)?;
    let averages = if arguments.printed_averages { Averages::Printed } else { Averages::Recomputed };
    let bytes = write_table(&table, averages).map_err(|error| Stop::not_done(error.to_string()))?;
    match &arguments.out {
        Some(path) => files::write_whole(path, |out| out.write_all(&bytes))
            .map_err(|error| Stop::not_done(format!("{}: {}", path.display(), plain(&error))))?,
        None => {
            let mut out = terminal::plain_output();
            out.write_all(&bytes)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::from(DONE))
}
