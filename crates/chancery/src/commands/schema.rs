//! `chancery schema`: what is published of the formats.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::stop::Ended;
use crate::terminal;

/// Print the JSON Schema of the reading format, or the OpenAPI document of the desk
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum, default_value = "reading")]
    of: Of,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// The reading format: JSON Schema
    Reading,
    /// The interface of the desk: OpenAPI 3.1
    Desk,
}

/// Prints the schema.
pub(crate) fn run(arguments: &Schema) -> Ended {
    let mut out = terminal::plain_output();
    match arguments.of {
        Of::Reading => {
            serde_json::to_writer_pretty(&mut out, &chancery_app::reading_json::schema()).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Of::Desk => out.write_all(chancery_server::openapi_document().as_bytes())?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
