//! `chancery dossier`: accounts held together by event or relationship.

use std::process::ExitCode;

use chancery_app::dossiers::new_dossier;
use chancery_app::workspace::operation::{Dossier as Kept, DossierAbout, DossierAccounts, RemoveDossier};
use chancery_app::workspace::{Operation, Workspace};
use clap::{Args, Subcommand};

use super::entry::act;
use crate::listing::{FormatArguments, Listing, brief, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// Hold accounts together: of one event, or of a relationship
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Dossier {
    #[command(subcommand)]
    command: DossierCommand,
}

const EXAMPLES: &str = "\
Examples:
  chancery dossier suggest
  chancery dossier new 'Port Ansel summit' 1a4d 77b0
  chancery dossier new 'Alvonia and Berland' --relationship ALV,BER
  chancery lists --dossier port";

#[derive(Debug, Subcommand)]
enum DossierCommand {
    /// List the dossiers
    Ls {
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Make a dossier
    New {
        /// What it is called
        name: String,
        /// Accounts that it holds
        accounts: Vec<String>,
        /// It is about the relationship of these states, and holds all accounts about them that are there
        #[arg(long, value_delimiter = ',', value_name = "CODE,CODE")]
        relationship: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Give a dossier another name
    Rename {
        /// Id, or how it begins
        dossier: String,
        /// What it is called now
        name: String,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Take accounts into a dossier
    Include {
        /// Id, or how it begins
        dossier: String,
        /// Ids of accounts, or how they begin
        #[arg(required = true)]
        accounts: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Take accounts out of a dossier
    Exclude {
        /// Id, or how it begins
        dossier: String,
        /// Ids of accounts, or how they begin
        #[arg(required = true)]
        accounts: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Dissolve a dossier; its accounts stay
    Rm {
        /// Id, or how it begins
        dossier: String,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Suggest accounts that may be of one event, by day, states and place
    Suggest {
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
}

/// Runs a command on dossiers.
pub(crate) fn run(arguments: &Dossier) -> Ended {
    match &arguments.command {
        DossierCommand::Ls { format, past } => ls(&mut past.open()?, format)?,
        DossierCommand::Suggest { format, past } => suggest(&mut past.open()?, format)?,
        DossierCommand::New { name, accounts, relationship, author } => new(name, accounts, relationship, author)?,
        DossierCommand::Rename { dossier, name, author } => act(author, |workspace| {
            let before = workspace.dossier(dossier)?.dossier;
            Ok(Operation::SetDossier(Kept { name: name.clone(), ..before }))
        })?,
        DossierCommand::Include { dossier, accounts, author } => {
            act(author, |workspace| Ok(Operation::IncludeAccounts(accounts_of(workspace, dossier, accounts)?)))?;
        }
        DossierCommand::Exclude { dossier, accounts, author } => {
            act(author, |workspace| Ok(Operation::ExcludeAccounts(accounts_of(workspace, dossier, accounts)?)))?;
        }
        DossierCommand::Rm { dossier, author } => {
            act(author, |workspace| Ok(Operation::RemoveDossier(RemoveDossier { dossier: workspace.dossier(dossier)?.dossier.dossier })))?;
        }
    }
    Ok(ExitCode::from(DONE))
}

fn full_ids(workspace: &mut Workspace, prefixes: &[String]) -> Result<Vec<String>, Stop> {
    prefixes.iter().map(|prefix| Ok(workspace.account(prefix)?.id)).collect()
}

fn accounts_of(workspace: &mut Workspace, dossier: &str, accounts: &[String]) -> Result<DossierAccounts, Stop> {
    Ok(DossierAccounts { dossier: workspace.dossier(dossier)?.dossier.dossier, accounts: full_ids(workspace, accounts)? })
}

fn new(name: &str, accounts: &[String], relationship: &[String], author: &AuthorArguments) -> Result<(), Stop> {
    if relationship.len() == 1 {
        return Err(Stop::usage("a relationship has two states or more", "for instance --relationship CHN,USA"));
    }
    let mut workspace = author.open()?;
    let signature = author.signature()?;
    let made = new_dossier(&mut workspace, name, accounts, relationship)?;
    Ok(super::said(&workspace.append_all(&signature.context(), &made.operations)?)?)
}

fn ls(workspace: &mut Workspace, format: &FormatArguments) -> Result<(), Stop> {
    let columns = [short("dossier"), short("about"), short("states"), short("accounts"), long("name")];
    let mut listing = Listing::new(
        &columns,
        "there is no dossier; chancery dossier new NAME makes one, chancery dossier suggest says which there could be",
    );
    for dossier in workspace.dossiers()? {
        let about = match dossier.dossier.about {
            DossierAbout::Event => "event",
            DossierAbout::Relationship => "relationship",
        };
        let kept = &dossier.dossier;
        let cells = vec![kept.dossier.clone(), about.to_owned(), list(&kept.states), dossier.accounts.len().to_string(), kept.name.clone()];
        listing.push(cells, &dossier)?;
    }
    Ok(listing.print(format.format)?)
}

fn suggest(workspace: &mut Workspace, format: &FormatArguments) -> Result<(), Stop> {
    let mut listing =
        Listing::new(&[short("states"), long("accounts"), long("why")], "no accounts outside a dossier seem to be of one event");
    for suggested in workspace.suggest_dossiers()? {
        let accounts: Vec<String> = suggested.accounts.iter().map(|id| brief(id)).collect();
        listing.push(vec![list(&suggested.states), accounts.join(" "), suggested.why.clone()], &suggested)?;
    }
    Ok(listing.print(format.format)?)
}
