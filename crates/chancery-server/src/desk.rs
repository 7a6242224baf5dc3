//! What the desk works with: the workspace, what documents are read with, who may do what.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chancery_app::workspace::{LedgerError, Place, Workspace};
use chancery_app::{Extractor, Lexicon};
use chancery_sources::Fetcher;

use crate::people::People;
use crate::settings::Settings;

/// What the desk works with.
pub(crate) struct Desk {
    pub(crate) settings: Settings,
    pub(crate) place: Place,
    /// The workspace's name for people.
    pub(crate) name: String,
    pub(crate) lexicon: Lexicon,
    pub(crate) extractor: Extractor,
    pub(crate) fetcher: Fetcher,
    pub(crate) people: People,
    /// Workspaces that are open and wait for work, by place: that of the desk, and those of packets.
    open: Mutex<HashMap<PathBuf, Vec<Workspace>>>,
    /// Held while something is appended, so that those who write wait here in turn and not at the database.
    writing: Mutex<()>,
}

/// A workspace that is in use; afterwards it waits for the next.
pub(crate) struct Lease<'d> {
    desk: &'d Desk,
    key: PathBuf,
    workspace: Option<Workspace>,
}

impl Desk {
    pub(crate) fn new(settings: Settings, lexicon: Lexicon, extractor: Extractor, fetcher: Fetcher, people: People) -> Self {
        let place = settings.place.clone();
        let name = match &place {
            Place::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Place::Postgres(address) => address.rsplit('/').next().and_then(|last| last.split('?').next()).unwrap_or_default().to_owned(),
            Place::Memory => "memory".to_owned(),
        };
        Self { settings, place, name, lexicon, extractor, fetcher, people, open: Mutex::default(), writing: Mutex::default() }
    }

    /// A workspace to work with.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) fn lease(&self) -> Result<Lease<'_>, LedgerError> {
        self.lease_at(&self.place)
    }

    /// The workspace at a place, to work with.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) fn lease_at(&self, place: &Place) -> Result<Lease<'_>, LedgerError> {
        let key = PathBuf::from(place.to_string());
        let waiting = locked(&self.open).get_mut(&key).and_then(Vec::pop);
        let workspace = match waiting {
            Some(workspace) => workspace,
            None => Workspace::open(place)?,
        };
        Ok(Lease { desk: self, key, workspace: Some(workspace) })
    }

    /// Waits until nobody else appends.
    pub(crate) fn turn_to_write(&self) -> MutexGuard<'_, ()> {
        locked(&self.writing)
    }
}

impl Lease<'_> {
    /// The workspace.
    pub(crate) fn workspace(&mut self) -> &mut Workspace {
        self.workspace.as_mut().expect("it is given back only when the lease ends")
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        // After a panic nobody knows in which state it is; the next lease opens another.
        if let Some(workspace) = self.workspace.take().filter(|_| !std::thread::panicking()) {
            locked(&self.desk.open).entry(std::mem::take(&mut self.key)).or_default().push(workspace);
        }
    }
}

/// A lock that a panic elsewhere does not spoil: what is kept under it is whole at any time.
pub(crate) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
