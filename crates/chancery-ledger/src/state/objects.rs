//! Dossiers, evidence, scores, threads, packets, notes: things of which there are few, each a JSON text under a name.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Class, Ground, from_json, to_json};
use crate::database::{Session, all, one_text};
use crate::error::LedgerError;

/// Writes an object of a class (`dossier`, `evidence`, …), or takes it away when there is none; `parent` is what it belongs to.
pub(crate) fn save_object<T: Serialize>(
    ground: &mut Ground<'_>,
    class: &str,
    id: &str,
    parent: &str,
    body: Option<&T>,
) -> Result<(), LedgerError> {
    let name = format!("{class}:{id}");
    let body = body.map(to_json).transpose()?;
    write_object(ground, &name, parent, body.as_deref())
}

fn write_object(ground: &mut Ground<'_>, name: &str, parent: &str, body: Option<&str>) -> Result<(), LedgerError> {
    let before = all(ground.session, "SELECT parent, body FROM objects WHERE name = ?1", &[name.into()], |row| {
        Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))
    })?;
    let image = before.first().map(to_json).transpose()?;
    ground.writes(Class::Object, name, image.as_deref())?;
    let class = name.split(':').next().unwrap_or_default();
    match body {
        Some(body) => {
            let sql = "INSERT INTO objects(name, class, parent, body, revision) VALUES (?1, ?2, ?3, ?4, ?5)
                       ON CONFLICT(name) DO UPDATE SET parent = excluded.parent, body = excluded.body, revision = excluded.revision";
            ground.session.execute(sql, &[name.into(), class.into(), parent.into(), body.into(), ground.seq.into()])?;
        }
        None => {
            ground.session.execute("DELETE FROM objects WHERE name = ?1", &[name.into()])?;
        }
    }
    if class == "follow" {
        let entry = name.split_once(':').map(|(_, id)| id).unwrap_or_default();
        super::refresh_due(ground.session, entry)?;
    }
    Ok(())
}

pub(super) fn restore_object(ground: &mut Ground<'_>, name: &str, image: Option<&str>) -> Result<(), LedgerError> {
    match image {
        Some(image) => {
            let (parent, body): (String, String) = from_json(image)?;
            write_object(ground, name, &parent, Some(&body))
        }
        None => write_object(ground, name, "", None),
    }
}

/// One object, if there is one.
pub(crate) fn object<T: DeserializeOwned>(session: &mut dyn Session, class: &str, id: &str) -> Result<Option<T>, LedgerError> {
    let name = format!("{class}:{id}");
    one_text(session, "SELECT body FROM objects WHERE name = ?1", &[(&name).into()])?.map(|body| from_json(&body)).transpose()
}

/// All objects of a class that belong to something, by name; of the whole class when the parent is empty.
pub(crate) fn objects_of<T: DeserializeOwned>(session: &mut dyn Session, class: &str, parent: &str) -> Result<Vec<T>, LedgerError> {
    if parent.is_empty() {
        let sql = "SELECT body FROM objects WHERE class = ?1 ORDER BY name";
        return all(session, sql, &[class.into()], |row| from_json(row.text(0)?));
    }
    let sql = "SELECT body FROM objects WHERE class = ?1 AND parent = ?2 ORDER BY name";
    all(session, sql, &[class.into(), parent.into()], |row| from_json(row.text(0)?))
}
