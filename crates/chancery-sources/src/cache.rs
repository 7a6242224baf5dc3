//! Pages kept in a folder, a file for each address, so that a server can say that nothing changed and a reading can be
//! repeated without a network.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::Address;

/// A folder of pages.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// What is kept of an address: one line of JSON, then the bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The address it was fetched from.
    pub(crate) address: String,
    /// Where the address leads to instead.
    pub(crate) moved_to: Option<String>,
    /// What the server said the bytes are.
    pub(crate) content_type: String,
    /// The server's name for this version of it.
    pub(crate) etag: Option<String>,
    /// When the server says it was changed.
    pub(crate) last_modified: Option<String>,
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

impl Cache {
    /// A cache in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// What is kept of an address; a file that is not whole counts as none.
    pub(crate) fn load(&self, address: &Address) -> Option<Kept> {
        let mut file = fs::read(self.path(address)).ok()?;
        let end = file.iter().position(|&byte| byte == b'\n')?;
        let mut kept: Kept = serde_json::from_slice(&file[..end]).ok()?;
        if kept.address != address.as_str() {
            return None;
        }
        kept.bytes = file.split_off(end + 1);
        Some(kept)
    }

    /// Keeps something of an address, in place of what was kept of it.
    pub(crate) fn keep(&self, address: &Address, kept: Kept) -> io::Result<Kept> {
        let kept = Kept { address: address.to_string(), ..kept };
        let mut file = NamedTempFile::with_prefix_in(".chancery-", &self.folder)?;
        serde_json::to_writer(&mut file, &kept)?;
        file.write_all(b"\n")?;
        file.write_all(&kept.bytes)?;
        file.persist(self.path(address)).map_err(|error| error.error)?;
        Ok(kept)
    }

    /// The file of an address.
    fn path(&self, address: &Address) -> PathBuf {
        self.folder.join(format!("{}.page", address.file_stem()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_as_it_was_and_a_broken_one_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(&folder.path().join("pages")).expect("it can be made");
        let address = Address::parse("http://example.org/a?b=1").expect("an address");
        assert_eq!(cache.load(&address), None);
        let page =
            Kept { content_type: "text/plain".to_owned(), etag: Some("\"1\"".to_owned()), bytes: b"a\nb".to_vec(), ..Kept::default() };
        let kept = cache.keep(&address, page).expect("it can be kept");
        assert_eq!(cache.load(&address), Some(kept));
        assert_eq!(cache.load(&Address::parse("http://example.org/a?b=2").expect("an address")), None);
        let path = cache.path(&address);
        assert_eq!(path, cache.path(&address), "the name does not change");
        fs::write(&path, b"{\"address\":").expect("it can be written");
        assert_eq!(cache.load(&address), None);
    }
}
