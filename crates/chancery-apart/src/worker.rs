//! One process and the pipes to it.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use chancery_formats::{Extracted, FormatError};

use crate::frame::{self, Order};
use crate::{ApartError, Bounds};

/// How long a process that closed its pipes has to end by itself.
const PARTING: Duration = Duration::from_secs(1);
/// Bytes of a process's last words that are looked at.
const LAST_WORDS: u64 = 4096;
/// Characters of them that are repeated in an error.
const REPEATED: usize = 200;

/// What makes the allocator mimalloc ask the system for memory as it is needed: of what it sets aside ahead, a limit would
/// know nothing.
const NOTHING_AHEAD: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "0");

/// A process that reads one document at a time.
#[derive(Debug)]
pub(crate) struct Worker {
    process: Child,
    last_words: Option<ChildStderr>,
    ask: Sender<(Order, Vec<u8>)>,
    answered: Receiver<io::Result<Result<Extracted, FormatError>>>,
}

impl Worker {
    /// Starts a process.
    pub(crate) fn start(program: &Path, arguments: &[String]) -> Result<Self, ApartError> {
        let not_started = |reason: io::Error| ApartError::NotStarted { program: program.display().to_string(), reason: reason.to_string() };
        let mut command = Command::new(program);
        command.args(arguments).env(NOTHING_AHEAD.0, NOTHING_AHEAD.1).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().map_err(not_started)?;
        let (stdin, stdout) = process.stdin.take().zip(process.stdout.take()).expect("both pipes were asked for");
        let (ask, asked) = channel();
        let (answer, answered) = channel();
        let last_words = process.stderr.take();
        let worker = Self { process, last_words, ask, answered };
        // The pipes block, so that the deadline is kept by who waits for the thread.
        thread::Builder::new().spawn(move || carry(stdin, stdout, &asked, &answer)).map_err(not_started)?;
        Ok(worker)
    }

    /// Whether it can be asked: nothing ended it while nobody looked.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// Has a document read; the outer error is the end of the process.
    pub(crate) fn ask(&mut self, order: Order, bytes: Vec<u8>) -> Result<Result<Extracted, FormatError>, ApartError> {
        // A thread that is gone shows in its answer.
        let _ = self.ask.send((order, bytes));
        match self.answered.recv_timeout(Duration::from_secs(order.bounds.time_s)) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => {
                self.end();
                Err(ApartError::Broken { how: "its answer makes no sense".to_owned() })
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.why_it_ended(order.bounds)),
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                Err(ApartError::Time { seconds: order.bounds.time_s })
            }
        }
    }

    /// Ends the process, whatever it is doing.
    fn end(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// How a process ended; [`None`] for one that closed its pipes and stays.
    fn status(&mut self) -> io::Result<Option<ExitStatus>> {
        let since = Instant::now();
        while since.elapsed() < PARTING {
            if let Some(status) = self.process.try_wait()? {
                return Ok(Some(status));
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(None)
    }

    /// Tells from a process that closed its pipes how it ended.
    fn why_it_ended(&mut self, bounds: Bounds) -> ApartError {
        let status = match self.status() {
            Ok(Some(status)) => status,
            Ok(None) => {
                self.end();
                return ApartError::Broken { how: "it closed its pipes".to_owned() };
            }
            Err(error) => return ApartError::Broken { how: error.to_string() },
        };
        let mut words = Vec::new();
        if let Some(last_words) = self.last_words.take() {
            // What cannot be read is not repeated.
            let _ = last_words.take(LAST_WORDS).read_to_end(&mut words);
        }
        let words = String::from_utf8_lossy(&words);
        if words.contains("memory allocation of") {
            return ApartError::Memory { mib: bounds.memory_mib };
        }
        if words.contains("overflowed its stack") {
            return ApartError::Depth;
        }
        if ended_by_time(status) {
            return ApartError::Time { seconds: bounds.time_s };
        }
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(REPEATED).collect();
        ApartError::Broken { how: if words.is_empty() { status.to_string() } else { format!("{status}: {words}") } }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whether the limit of processor time ended a process.
#[cfg(unix)]
fn ended_by_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

/// There is no such limit.
#[cfg(not(unix))]
fn ended_by_time(_: ExitStatus) -> bool {
    false
}

/// Carries documents to a process and answers back, until nobody asks or a pipe breaks.
fn carry(
    mut stdin: ChildStdin,
    mut stdout: ChildStdout,
    asked: &Receiver<(Order, Vec<u8>)>,
    answer: &Sender<io::Result<Result<Extracted, FormatError>>>,
) {
    while let Ok((order, bytes)) = asked.recv() {
        let answered = frame::write_request(&mut stdin, &order, &bytes);
        drop(bytes);
        let answered = answered.and_then(|()| frame::read_reply(&mut stdout, &order.limits));
        let is_over = answered.is_err();
        if answer.send(answered).is_err() || is_over {
            return;
        }
    }
}
