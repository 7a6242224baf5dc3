//! Who may do what: people, their roles, and the sessions in which they are signed in.
//!
//! Where a desk has no file of people, whoever reaches it is its one person, with every right. Sessions are 32 random bytes of
//! which only the hash is kept, in memory: a desk that starts anew asks everyone to sign in again.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::desk::locked;
use crate::problem::Problem;
use crate::users::{User, Users, UsersError};

/// How long a session lasts after it was last used.
const SESSION: Duration = Duration::from_secs(12 * 60 * 60);
/// Sessions that are kept at most.
const SESSIONS: usize = 10_000;
/// Sign-ins with one name that are taken at once, then one every `AFTER`.
const AT_ONCE_BY_NAME: NonZeroU32 = NonZeroU32::new(5).expect("five is not zero");
/// Sign-ins from one address that are taken at once; several people may share one.
const AT_ONCE_BY_ADDRESS: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not zero");
const AFTER: Duration = Duration::from_secs(10);

/// What a person may do. Each may what those before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Look.
    Reader,
    /// Add accounts, decide on entries, make notes.
    Coder,
    /// Follow commitments, make dossiers, give packets, settle disagreements, take others' operations back.
    Editor,
    /// Say who may sign in, take accounts out.
    Admin,
}

impl Role {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Coder, Self::Editor, Self::Admin];

    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Coder => "coder",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The name that stands in the log.
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// Everyone who may use a desk.
pub(crate) struct People {
    /// Those who may sign in; nothing where nobody has to.
    users: Option<Mutex<Users>>,
    sessions: Mutex<HashMap<[u8; 32], Session>>,
    by_name: DefaultKeyedRateLimiter<String>,
    by_address: DefaultKeyedRateLimiter<std::net::IpAddr>,
}

struct Session {
    name: String,
    used: Instant,
}

impl People {
    pub(crate) fn new(users: Option<Users>) -> Self {
        let quota = |at_once| Quota::with_period(AFTER).expect("the time is not zero").allow_burst(at_once);
        Self {
            users: users.map(Mutex::new),
            sessions: Mutex::default(),
            by_name: RateLimiter::keyed(quota(AT_ONCE_BY_NAME)),
            by_address: RateLimiter::keyed(quota(AT_ONCE_BY_ADDRESS)),
        }
    }

    /// Whether people sign in.
    pub(crate) fn sign_in(&self) -> bool {
        self.users.is_some()
    }

    /// Who is signed in by the token of a session; `alone` where nobody has to sign in.
    pub(crate) fn person(&self, token: Option<&str>, alone: &str) -> Option<Person> {
        let Some(users) = &self.users else { return Some(Person { name: alone.to_owned(), role: Role::Admin }) };
        let key = hashed(token?);
        let name = {
            let mut sessions = locked(&self.sessions);
            let session = sessions.get_mut(&key)?;
            if session.used.elapsed() > SESSION {
                sessions.remove(&key);
                return None;
            }
            session.used = Instant::now();
            session.name.clone()
        };
        let users = locked(users);
        let user = users.find(&name)?;
        Some(Person { name: user.name.clone(), role: user.role })
    }

    /// Signs a person in; answers the token of the new session.
    ///
    /// # Errors
    /// The name or the password is wrong, or there were too many attempts.
    pub(crate) fn enter(&self, name: &str, password: &str, from: std::net::IpAddr) -> Result<(Person, String), Problem> {
        let Some(users) = &self.users else { return Err(Problem::conflict("nobody signs in at this desk")) };
        self.throttle(name, from)?;
        // The password is checked without the lock: that takes a while on purpose.
        let user = locked(users).find(name).cloned();
        if !User::has_password(user.as_ref(), password) {
            return Err(Problem::wrong_password());
        }
        let Some(user) = user else { return Err(Problem::wrong_password()) };
        let token = new_token()?;
        let mut sessions = locked(&self.sessions);
        if sessions.len() >= SESSIONS {
            sessions.retain(|_, session| session.used.elapsed() <= SESSION);
            if let Some(oldest) = (sessions.len() >= SESSIONS).then(|| sessions.iter().min_by_key(|(_, session)| session.used)).flatten() {
                let oldest = *oldest.0;
                sessions.remove(&oldest);
            }
        }
        sessions.insert(hashed(&token), Session { name: user.name.clone(), used: Instant::now() });
        Ok((Person { name: user.name, role: user.role }, token))
    }

    /// Ends a session.
    pub(crate) fn leave(&self, token: &str) {
        locked(&self.sessions).remove(&hashed(token));
    }

    /// Changes who may sign in; sessions of those who no longer may, or whose password changed, end.
    ///
    /// # Errors
    /// Nobody signs in here, or the change cannot be kept.
    pub(crate) fn change<T>(&self, whose: &str, work: impl FnOnce(&mut Users) -> Result<T, UsersError>) -> Result<T, Problem> {
        let Some(users) = &self.users else {
            return Err(Problem::conflict("nobody signs in at this desk").with_hint("start it with --users FILE"));
        };
        let done = work(&mut locked(users))?;
        locked(&self.sessions).retain(|_, session| session.name != whose);
        Ok(done)
    }

    /// Everyone who may sign in, by name.
    pub(crate) fn listed(&self) -> Vec<Person> {
        let Some(users) = &self.users else { return Vec::new() };
        locked(users).all().iter().map(|user| Person { name: user.name.clone(), role: user.role }).collect()
    }

    fn throttle(&self, name: &str, from: std::net::IpAddr) -> Result<(), Problem> {
        let now = DefaultClock::default().now();
        let seconds = |wait: Duration| wait.as_secs() + 1;
        self.by_address.check_key(&from).map_err(|until| Problem::too_often(seconds(until.wait_time_from(now))))?;
        self.by_name.check_key(&name.to_lowercase()).map_err(|until| Problem::too_often(seconds(until.wait_time_from(now))))?;
        self.by_name.retain_recent();
        self.by_address.retain_recent();
        Ok(())
    }
}

fn hashed(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn new_token() -> Result<String, Problem> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Problem::broken(format!("the system gives no random numbers: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl From<UsersError> for Problem {
    fn from(error: UsersError) -> Self {
        match error {
            UsersError::Unfit(_) | UsersError::Password(_) => Self::refused(error.to_string()),
            UsersError::Known(_) => Self::conflict(error.to_string()),
            UsersError::Unknown(_) => Self::unknown(error.to_string()),
            UsersError::Unreadable { .. } | UsersError::Wrong { .. } => Self::broken(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: std::net::IpAddr = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn people() -> (tempfile::TempDir, People) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut users = Users::open_or_new(&folder.path().join("users.toml")).expect("a new file");
        users.add("Ana", Role::Coder, "a long enough password").expect("Ana is new");
        (folder, People::new(Some(users)))
    }

    #[test]
    fn a_session_is_opened_by_the_password_and_ends() {
        let (_folder, people) = people();
        assert!(people.enter("Ana", "another password", HERE).is_err());
        let (person, token) = people.enter("Ana", "a long enough password", HERE).expect("the password is right");
        assert_eq!(person, Person { name: "Ana".to_owned(), role: Role::Coder });
        assert_eq!(people.person(Some(&token), "local"), Some(person));
        assert_eq!(people.person(Some("made up"), "local"), None);
        assert_eq!(people.person(None, "local"), None);
        people.leave(&token);
        assert_eq!(people.person(Some(&token), "local"), None);
    }

    #[test]
    fn too_many_attempts_have_to_wait_whether_there_is_such_a_name_or_not() {
        let (_folder, people) = people();
        for name in ["Ana", "Nobody"] {
            let answers: Vec<u16> = (0..8).map(|_| people.enter(name, "wrong", HERE).expect_err("the password is wrong").status).collect();
            assert_eq!(answers, [401, 401, 401, 401, 401, 429, 429, 429], "{name}");
        }
        assert_eq!(people.enter("Ana", "a long enough password", HERE).expect_err("it is too soon").status, 429);
    }

    #[test]
    fn who_loses_a_role_or_the_right_to_sign_in_is_signed_out() {
        let (_folder, people) = people();
        let (_, token) = people.enter("Ana", "a long enough password", HERE).expect("the password is right");
        people.change("Ana", |users| users.set_role("Ana", Role::Reader)).expect("Ana is known");
        assert_eq!(people.person(Some(&token), "local"), None);
        let (person, token) = people.enter("Ana", "a long enough password", HERE).expect("the password is right");
        assert_eq!(person.role, Role::Reader);
        people.change("Ana", |users| users.remove("Ana")).expect("Ana is known");
        assert_eq!(people.person(Some(&token), "local"), None);
    }
}
