//! Where a workspace is.

use std::fmt;
use std::path::PathBuf;

/// How addresses of PostgreSQL begin.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Where a workspace is. Shown, it has no password.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// One SQLite file.
    File(PathBuf),
    /// A database of a PostgreSQL server: `postgres://user:password@host/database`.
    Postgres(String),
    /// In memory, for as long as it is open.
    Memory,
}

impl Place {
    /// The place that a text names: an address that begins with `postgres://` or `postgresql://`, else a file.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            true => Self::Postgres(text.to_owned()),
            false => Self::File(PathBuf::from(text)),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::Postgres(address) => formatter.write_str(&without_password(address)),
            Self::Memory => formatter.write_str("memory"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::File(_) => "File",
            Self::Postgres(_) => "Postgres",
            Self::Memory => "Memory",
        };
        write!(formatter, "{name}({self})")
    }
}

/// An address without the password, which may stand before the host or among the parameters. Characters that should have
/// been escaped make it shorter at worst.
pub(crate) fn without_password(address: &str) -> String {
    let mask = |part: &str| match part.strip_prefix("password=") {
        Some(password) => format!("password=***{}", &password[password.trim_end_matches(['?', '&']).len()..]),
        None => part.to_owned(),
    };
    let masked: String = address.split_inclusive(['?', '&']).map(mask).collect();
    let (scheme, rest) = masked.split_once("://").unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => masked,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, without_password};

    #[test]
    fn addresses_are_told_from_files() {
        assert!(matches!(Place::parse("postgres://host/desk"), Place::Postgres(_)));
        assert!(matches!(Place::parse("postgresql:///desk"), Place::Postgres(_)));
        assert!(matches!(Place::parse("postgres.db"), Place::File(_)));
    }

    #[test]
    fn passwords_are_not_shown() {
        let check = |address: &str, expected: &str| {
            assert_eq!(without_password(address), expected);
            assert_eq!(format!("{:?}", Place::parse(address)), format!("Postgres({expected})"));
        };
        check("postgres://alva:secret@host:5432/desk", "postgres://alva@host:5432/desk");
        check("postgres://alva:s@cr?t@host/desk", "postgres://alva@host/desk");
        check("postgres://host/desk?user=alva&password=secret", "postgres://host/desk?user=alva&password=***");
        check("postgresql:///desk?password=s@c&user=alva", "postgresql:///desk?password=***&user=alva");
        check("postgres://alva@host/desk?sslmode=disable", "postgres://alva@host/desk?sslmode=disable");
    }
}
