//! What goes over the pipes: frames, each a length in eight bytes (least significant first) and as many bytes.
//!
//! A request is an [`Order`] and the document's bytes, a reply is an [`Answer`] and the text. Bytes and text are frames
//! of their own, because they are long and need no encoding.

use std::io::{self, Read, Write};

use chancery_formats::{Extracted, Format, FormatError, Limits};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Bounds;

/// Bytes that a frame other than a document or its text may have: marks of lines, remarks.
const SMALL: u64 = 1 << 28;

/// What is asked of a process.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) format: Format,
    pub(crate) limits: Limits,
    pub(crate) bounds: Bounds,
}

/// What a process answers; the text comes after it.
type Answer = Result<Extracted, FormatError>;

/// Writes what is asked.
pub(crate) fn write_request(out: &mut impl Write, order: &Order, bytes: &[u8]) -> io::Result<()> {
    write_value(out, order)?;
    write(out, bytes)?;
    out.flush()
}

/// Reads what is asked; [`None`] when nothing will be asked any more.
pub(crate) fn read_order(from: &mut impl Read) -> io::Result<Option<Order>> {
    match read(from, SMALL) {
        Ok(frame) => decode(&frame).map(Some),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the bytes that follow an order.
pub(crate) fn read_document(from: &mut impl Read) -> io::Result<Vec<u8>> {
    read(from, u64::MAX)
}

/// Writes an answer.
pub(crate) fn write_reply(out: &mut impl Write, mut answer: Answer) -> io::Result<()> {
    let text = answer.as_mut().map(|extracted| std::mem::take(&mut extracted.text)).unwrap_or_default();
    write_value(out, &answer)?;
    write(out, &text)?;
    out.flush()
}

/// Reads an answer, with no more text than the limits allow.
pub(crate) fn read_reply(from: &mut impl Read, limits: &Limits) -> io::Result<Answer> {
    let mut answer: Answer = decode(&read(from, SMALL)?)?;
    let text = read(from, limits.unpacked.max(limits.bytes) as u64)?;
    if let Ok(extracted) = &mut answer {
        extracted.text = text;
    }
    Ok(answer)
}

fn write_value(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    write(out, &postcard::to_stdvec(value).map_err(io::Error::other)?)
}

fn decode<T: DeserializeOwned>(frame: &[u8]) -> io::Result<T> {
    postcard::from_bytes(frame).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn write(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// Reads a frame. Memory is taken as bytes come in, so a wrong length takes none.
fn read(from: &mut impl Read, at_most: u64) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > at_most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame is too long"));
    }
    let mut bytes = Vec::with_capacity(length.min(1 << 16) as usize);
    let got = from.take(length).read_to_end(&mut bytes)?;
    if got as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_and_a_wrong_length_is_an_error() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"alvonia").expect("memory can be written");
        assert_eq!(read(&mut pipe.as_slice(), 7).expect("it is whole"), b"alvonia");
        assert_eq!(read(&mut pipe.as_slice(), 6).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidData));
        assert_eq!(read(&mut &pipe[..12], 7).map_err(|error| error.kind()), Err(io::ErrorKind::UnexpectedEof));
        assert!(read(&mut [0xFF; 20].as_slice(), u64::MAX).is_err(), "a length without its bytes");
    }
}
