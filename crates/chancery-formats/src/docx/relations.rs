//! Which part of a package plays which role for another.

use super::NAME;
use crate::package::Package;
use crate::xml::Xml;
use crate::{FormatError, Limits};

/// The relationships of a part: roles and names of parts.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<(String, String)>);

impl Relations {
    /// Reads the relationships of a part; those of the whole package for an empty name.
    pub(super) fn read(package: &mut Package<'_>, of: &str, limits: &Limits) -> Result<Self, FormatError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = package.xml(&name)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(&text, NAME, &name, limits);
        let mut relations = Vec::new();
        xml.element()?;
        while let Some(element) = xml.element()? {
            let role = element.attribute("Type").unwrap_or_default();
            let is_inside = element.attribute("TargetMode").is_none_or(|mode| mode != "External");
            if let Some(target) = element.attribute("Target").filter(|_| is_inside) {
                relations.push((role.rsplit('/').next().unwrap_or_default().to_owned(), resolved(folder, &target)));
            }
            xml.skip()?;
        }
        Ok(Self(relations))
    }

    /// The name of the part that plays a role, which is the last step of its type's address.
    pub(super) fn target(&self, role: &str) -> Option<String> {
        self.0.iter().find(|(of, _)| of == role).map(|(_, target)| target.clone())
    }
}

/// The name of a part that is given from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/./styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word/a", "../styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "../../x.xml"), "x.xml");
    }
}
