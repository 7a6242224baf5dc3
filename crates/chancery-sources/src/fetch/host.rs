//! Servers, one request at a time to each, and what they ask of robots.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::client::{Answer, Client, TimeLeft};
use super::robots::{self, Robots, RuleSet};
use super::{FetchError, REDIRECTS};
use crate::Address;

/// The servers of a run.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    by_name: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

/// A server. Who holds it may ask it.
#[derive(Debug, Default)]
pub(crate) struct Host {
    /// What it asks of robots, by scheme and port.
    robots: HashMap<String, Robots>,
    last_asked: Option<Instant>,
}

impl Hosts {
    /// The server of an address.
    pub(crate) fn of(&self, address: &Address) -> Arc<Mutex<Host>> {
        let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(by_name.entry(address.host()).or_default())
    }
}

/// Waits for the turn to ask a server.
pub(crate) fn turn(host: &Mutex<Host>) -> MutexGuard<'_, Host> {
    host.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host {
    /// Whether a page may be fetched, once the pause that the server asks for is over.
    pub(crate) fn permit(&mut self, address: &Address, client: &Client, time: &mut TimeLeft) -> Result<(), FetchError> {
        let origin = address.origin();
        if !self.robots.contains_key(&origin) {
            let asked = ask(address, client, time)?;
            self.robots.insert(origin.clone(), asked);
            self.last_asked = Some(Instant::now());
        }
        match &self.robots[&origin] {
            Robots::Unknown(error) => Err(error.clone()),
            Robots::Rules(rules) if !rules.allow(address.path()) => Err(FetchError::Robots { host: address.host() }),
            Robots::Rules(rules) => {
                let since = self.last_asked.map_or(Duration::MAX, |last| last.elapsed());
                thread::sleep(rules.pause.saturating_sub(since));
                self.last_asked = Some(Instant::now());
                Ok(())
            }
        }
    }
}

/// What a server asks of robots. A server without rules asks for nothing; from one that fails nothing is fetched.
fn ask(address: &Address, client: &Client, time: &mut TimeLeft) -> Result<Robots, FetchError> {
    let mut at = address.join("/robots.txt")?;
    for _ in 0..=REDIRECTS {
        let began = Instant::now();
        let there = client.get(&at, None, time).and_then(|answer| look_at(&at, answer, time));
        time.spend(began);
        match there {
            Ok(There::Rules(rules)) => return Ok(Robots::Rules(rules)),
            Ok(There::Elsewhere(to)) => at = to,
            // What keeps the file from being had keeps the pages too, and is said of them.
            Err(error) if at.origin() == address.origin() && !matches!(error, FetchError::Status(_)) => return Ok(Robots::Unknown(error)),
            Err(error) => {
                return Ok(Robots::Unknown(FetchError::NoRobots { host: address.host(), reason: error.to_string() }));
            }
        }
    }
    Ok(Robots::Rules(RuleSet::default()))
}

/// What is where a `robots.txt` should be.
enum There {
    Rules(RuleSet),
    Elsewhere(Address),
}

fn look_at(at: &Address, answer: Answer, time: &TimeLeft) -> Result<There, FetchError> {
    match answer.code() {
        200..=299 => Ok(There::Rules(RuleSet::parse(&answer.take(robots::AT_MOST, time)?.0))),
        301 | 302 | 303 | 307 | 308 if answer.header("Location").is_some() => {
            Ok(There::Elsewhere(at.join(answer.header("Location").unwrap_or_default())?))
        }
        400..=499 => Ok(There::Rules(RuleSet::default())),
        _ => Err(FetchError::Status(answer.status())),
    }
}
