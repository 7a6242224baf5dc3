//! One desk a workspace: a lock beside it that tells a second desk where the first one is.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::PathBuf;

use chancery_app::workspace::Place;
use sha2::{Digest as _, Sha256};

/// The right to serve a workspace, until it is dropped or the process ends.
#[derive(Debug)]
pub(crate) struct Claim {
    file: File,
    path: PathBuf,
}

/// Why there is no claim.
#[derive(Debug)]
pub(crate) enum NoClaim {
    /// Another desk has it; where that is, as far as it is known.
    Taken(String),
    /// The file cannot be made.
    Unwritable(PathBuf, io::Error),
}

impl Claim {
    /// Claims a workspace.
    pub(crate) fn take(place: &Place) -> Result<Self, NoClaim> {
        let path = beside(place);
        let unwritable = |error| NoClaim::Unwritable(path.clone(), error);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file, path }),
            Err(TryLockError::WouldBlock) => {
                let mut address = String::new();
                // What the other desk wrote is only told; that it cannot be read changes nothing.
                let _ = file.read_to_string(&mut address);
                Err(NoClaim::Taken(address.trim().to_owned()))
            }
            Err(TryLockError::Error(error)) => Err(unwritable(error)),
        }
    }

    /// Writes down where the desk is.
    pub(crate) fn tell(&mut self, address: &str) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(address.as_bytes())
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // The lock goes with the file; one that stays behind hinders nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The file of a claim: beside a workspace that is a file; for a database, among this machine's temporary files.
fn beside(place: &Place) -> PathBuf {
    match place {
        Place::File(path) => {
            let mut name = path.as_os_str().to_owned();
            name.push(".desk");
            PathBuf::from(name)
        }
        other => {
            let digest = Sha256::digest(other.to_string().as_bytes());
            let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            std::env::temp_dir().join(format!("chancery-{name}.desk"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_claim_is_told_where_the_first_one_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::File(folder.path().join("talks.db"));
        let mut first = Claim::take(&place).expect("nobody has it");
        first.tell("http://127.0.0.1:7417").expect("it can be written");
        match Claim::take(&place) {
            Err(NoClaim::Taken(address)) => assert_eq!(address, "http://127.0.0.1:7417"),
            other => panic!("{other:?}"),
        }
        drop(first);
        assert!(Claim::take(&place).is_ok());
    }
}
