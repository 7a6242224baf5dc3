//! The file of people who may sign in: names, roles, and passwords as Argon2id hashes.
//!
//! It is TOML, written whole or not at all, and readable by its owner only.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use serde::{Deserialize, Serialize};

use crate::people::Role;

/// Characters of a password at least (NIST SP 800-63B-4 asks for 15 where a password is all there is).
const PASSWORD: usize = 15;
/// Characters of a password at most, so that hashing one is never a burden.
const LONGEST_PASSWORD: usize = 1024;
/// Characters of a name at most.
const LONGEST_NAME: usize = 64;

/// People who may sign in, as a file holds them.
#[derive(Debug)]
pub struct Users {
    path: PathBuf,
    users: Vec<User>,
}

/// A person who may sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The name that stands in the log.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Argon2id hash of the password, in the PHC string format.
    password: String,
}

/// What is wrong with the people who may sign in.
#[derive(Debug, thiserror::Error)]
pub enum UsersError {
    /// The file cannot be read or written.
    #[error("{}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file is not of the form that is asked for.
    #[error("{}: {reason}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
    /// A name that cannot be one.
    #[error("'{0}' cannot be a name: it takes 1 to {LONGEST_NAME} characters, no line breaks, no spaces at its ends")]
    Unfit(String),
    /// A password that cannot be one.
    #[error("{0}")]
    Password(String),
    /// Someone has this name.
    #[error("there is a '{0}' already")]
    Known(String),
    /// Nobody has this name.
    #[error("nobody is called '{0}'")]
    Unknown(String),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UsersFile {
    #[serde(default)]
    user: Vec<User>,
}

impl Users {
    /// The people of a file.
    ///
    /// # Errors
    /// It cannot be read, or is not of the form that is asked for.
    pub fn open(path: &Path) -> Result<Self, UsersError> {
        let unreadable = |error: std::io::Error| UsersError::Unreadable { path: path.to_owned(), reason: plain(&error) };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let wrong = |reason: String| UsersError::Wrong { path: path.to_owned(), reason };
        let file: UsersFile = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        for (index, user) in file.user.iter().enumerate() {
            PasswordHash::new(&user.password)
                .map_err(|_| wrong(format!("the password of '{}' is no Argon2 hash; set it with chancery users password", user.name)))?;
            if file.user[..index].iter().any(|other| same(&other.name, &user.name)) {
                return Err(wrong(format!("'{}' is there twice", user.name)));
            }
        }
        Ok(Self { path: path.to_owned(), users: file.user })
    }

    /// The people of a file, nobody when there is none.
    ///
    /// # Errors
    /// It cannot be read, or is not of the form that is asked for.
    pub fn open_or_new(path: &Path) -> Result<Self, UsersError> {
        if path.exists() { Self::open(path) } else { Ok(Self { path: path.to_owned(), users: Vec::new() }) }
    }

    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> &[User] {
        &self.users
    }

    /// The one with a name, in whatever case it is written.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&User> {
        self.users.iter().find(|user| same(&user.name, name))
    }

    /// Someone new.
    ///
    /// # Errors
    /// The name or the password does not fit, or the file cannot be written.
    pub fn add(&mut self, name: &str, role: Role, password: &str) -> Result<(), UsersError> {
        let is_fit = (1..=LONGEST_NAME).contains(&name.chars().count()) && name.trim() == name && !name.chars().any(char::is_control);
        if !is_fit {
            return Err(UsersError::Unfit(name.to_owned()));
        }
        if self.find(name).is_some() {
            return Err(UsersError::Known(name.to_owned()));
        }
        let mut users = self.users.clone();
        users.push(User { name: name.to_owned(), role, password: hash(password)? });
        users.sort_by(|a, b| a.name.cmp(&b.name));
        self.keep(users)
    }

    /// Another role.
    ///
    /// # Errors
    /// Nobody has the name, or the file cannot be written.
    pub fn set_role(&mut self, name: &str, role: Role) -> Result<(), UsersError> {
        self.change(name, |user| user.role = role)
    }

    /// Another password.
    ///
    /// # Errors
    /// Nobody has the name, the password does not fit, or the file cannot be written.
    pub fn set_password(&mut self, name: &str, password: &str) -> Result<(), UsersError> {
        let password = hash(password)?;
        self.change(name, |user| user.password = password)
    }

    /// Who may no longer sign in.
    ///
    /// # Errors
    /// Nobody has the name, or the file cannot be written.
    pub fn remove(&mut self, name: &str) -> Result<(), UsersError> {
        self.find(name).ok_or_else(|| UsersError::Unknown(name.to_owned()))?;
        let users = self.users.iter().filter(|user| !same(&user.name, name)).cloned().collect();
        self.keep(users)
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut User)) -> Result<(), UsersError> {
        let mut users = self.users.clone();
        let user = users.iter_mut().find(|user| same(&user.name, name)).ok_or_else(|| UsersError::Unknown(name.to_owned()))?;
        change(user);
        self.keep(users)
    }

    fn keep(&mut self, users: Vec<User>) -> Result<(), UsersError> {
        let unreadable = |reason: String| UsersError::Unreadable { path: self.path.clone(), reason };
        let file = UsersFile { user: users };
        let text = toml::to_string(&file).map_err(|error| unreadable(error.to_string()))?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A temporary file is its owner's alone from the beginning.
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(|error| unreadable(plain(&error)))?;
        beside.write_all(text.as_bytes()).and_then(|()| beside.as_file().sync_all()).map_err(|error| unreadable(plain(&error)))?;
        beside.persist(&self.path).map_err(|error| unreadable(plain(&error.error)))?;
        self.users = file.user;
        Ok(())
    }
}

impl User {
    /// Whether a password is that of a user. It takes as long when there is no such user.
    pub(crate) fn has_password(user: Option<&Self>, password: &str) -> bool {
        static NOBODY: OnceLock<String> = OnceLock::new();
        let kept = match user {
            Some(user) => user.password.as_str(),
            None => NOBODY.get_or_init(|| hash("a password that nobody has").unwrap_or_default()),
        };
        let Ok(kept) = PasswordHash::new(kept) else { return false };
        password.chars().count() <= LONGEST_PASSWORD
            && Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
            && user.is_some()
    }
}

fn hash(password: &str) -> Result<String, UsersError> {
    let length = password.chars().count();
    if length < PASSWORD {
        return Err(UsersError::Password(format!(
            "the password has {length} characters; it takes at least {PASSWORD}: several words will do"
        )));
    }
    if length > LONGEST_PASSWORD {
        return Err(UsersError::Password(format!("the password has more than {LONGEST_PASSWORD} characters")));
    }
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| UsersError::Password(error.to_string()))?;
    Ok(hash.to_string())
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("users.toml");
        (folder, path)
    }

    #[test]
    fn people_are_kept_with_hashes_that_only_the_owner_reads() {
        let (_folder, path) = file();
        let mut users = Users::open_or_new(&path).expect("a new file");
        users.add("王明", Role::Editor, "correct horse battery").expect("the name is new");
        users.add("Ana", Role::Reader, "correct horse battery").expect("the name is new");
        let text = std::fs::read_to_string(&path).expect("it was written");
        assert!(text.contains("$argon2id$") && !text.contains("correct horse"), "{text}");
        let again = Users::open(&path).expect("it can be read again");
        assert_eq!(again.all().iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), ["Ana", "王明"]);
        assert!(User::has_password(again.find("ana"), "correct horse battery"));
        assert!(!User::has_password(again.find("Ana"), "correct horse batterz"));
        assert!(!User::has_password(None, "a password that nobody has"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).expect("it is there").permissions().mode() & 0o077, 0);
        }
    }

    #[test]
    fn wrong_names_passwords_and_files_are_refused() {
        let (_folder, path) = file();
        let mut users = Users::open_or_new(&path).expect("a new file");
        assert!(matches!(users.add("", Role::Reader, "correct horse battery"), Err(UsersError::Unfit(_))));
        assert!(matches!(users.add("A\nB", Role::Reader, "correct horse battery"), Err(UsersError::Unfit(_))));
        assert!(matches!(users.add("Ana", Role::Reader, "short"), Err(UsersError::Password(_))));
        users.add("Ana", Role::Reader, "correct horse battery").expect("the name is new");
        assert!(matches!(users.add("ANA", Role::Reader, "correct horse battery"), Err(UsersError::Known(_))));
        assert!(matches!(users.remove("Bo"), Err(UsersError::Unknown(_))));
        for wrong in [
            "user = 3",
            "[[user]]\nname = \"Ana\"\nrole = \"king\"\npassword = \"x\"",
            "[[user]]\nname = \"Ana\"\nrole = \"reader\"\npassword = \"plain\"",
        ] {
            std::fs::write(&path, wrong).expect("it can be written");
            let error = Users::open(&path).expect_err("the file is wrong").to_string();
            assert!(error.contains("users.toml"), "{error}");
        }
    }
}
