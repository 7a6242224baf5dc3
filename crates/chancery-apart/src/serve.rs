//! The side of the process that reads: documents in, what was taken out of them out.

use std::alloc::{Layout, handle_alloc_error};
use std::io::{self, Read, Write};

use chancery_formats::{Extracted, Format, FormatError, Limits};

use crate::frame;

/// Reads documents with `extract` until no more are asked for, within the bounds that come with each.
///
/// # Errors
/// The pipes break, or the system refuses the bounds.
pub fn serve(
    mut from: impl Read,
    mut out: impl Write,
    extract: impl Fn(Vec<u8>, Format, &Limits) -> Result<Extracted, FormatError>,
) -> io::Result<()> {
    while let Some(order) = frame::read_order(&mut from)? {
        order.bounds.hold()?;
        let bytes = match frame::read_document(&mut from) {
            // The one allocation that reports its failure ends the process as all the others do.
            Err(error) if error.kind() == io::ErrorKind::OutOfMemory => handle_alloc_error(Layout::new::<u8>()),
            read => read?,
        };
        frame::write_reply(&mut out, extract(bytes, order.format, &order.limits))?;
    }
    Ok(())
}
