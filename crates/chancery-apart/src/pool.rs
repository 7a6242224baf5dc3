//! Processes kept for the documents to come.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use chancery_formats::{Extracted, Format, Limits};

use crate::frame::Order;
use crate::worker::Worker;
use crate::{ApartError, Bounds};

/// Processes of one program, as many as documents were ever read at the same time. None is started before it is needed.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    arguments: Vec<String>,
    bounds: Bounds,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// A pool of a program that calls [`crate::serve`] when given these arguments.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<String>, bounds: Bounds) -> Self {
        Self { program, arguments, bounds, idle: Mutex::default() }
    }

    /// Takes the text out of a document, in a process of its own.
    ///
    /// # Errors
    /// [`ApartError`] for what is wrong with the document, or how its reader ended.
    pub fn extract(&self, bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Extracted, ApartError> {
        let mut worker = self.worker()?;
        let answer = worker.ask(Order { format, limits: *limits, bounds: self.bounds }, bytes)?;
        self.idle().push(worker);
        Ok(answer?)
    }

    /// Processes that wait for a document.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.idle().len()
    }

    fn worker(&self) -> Result<Worker, ApartError> {
        while let Some(mut worker) = self.take() {
            if worker.is_alive() {
                return Ok(worker);
            }
        }
        Worker::start(&self.program, &self.arguments)
    }

    fn take(&self) -> Option<Worker> {
        self.idle().pop()
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
