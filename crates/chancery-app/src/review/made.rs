//! Entries that a person makes of others or of the text.

use chancery_ledger::id_of;
use chancery_ledger::reading::{Entry, Span, Window};
use serde_json::json;

use super::page::Page;

/// An id for an entry over a span that follows an operation.
pub(super) fn id(page: &Page, kind: &str, span: Span, operation: i64) -> String {
    id_of(&[&page.account.id, kind, &span[0].to_string(), &span[1].to_string(), &operation.to_string()])
}

/// A part of an entry: its fields, but a window only where its words are.
pub(super) fn part(page: &Page, of: &Entry, span: Span, operation: i64) -> Entry {
    let quote = page.cut(span);
    let holds = |window: &Window| window.text.as_ref().is_none_or(|text| quote.contains(text.as_str()));
    let whole = |name: &Option<String>| name.as_ref().map(|name| if *name == of.quote { quote.clone() } else { name.clone() });
    Entry {
        id: id(page, &of.kind, span, operation),
        span,
        window: of.window.clone().filter(holds),
        when: of.when.clone().filter(holds),
        name: whole(&of.name),
        term: whole(&of.term),
        quote: quote.clone(),
        rule: String::new(),
        confidence: 1.0,
        ..of.clone()
    }
}

/// One entry of two: the kind and fields of the first, with what the second adds to its lists and what only it has.
pub(super) fn joined(page: &Page, first: &Entry, second: &Entry, operation: i64) -> Entry {
    let span = [first.span[0].min(second.span[0]), first.span[1].max(second.span[1])];
    let mut joined = part(page, first, span, operation);
    for (into, more) in
        [(&mut joined.areas, &second.areas), (&mut joined.unconfirmed_by, &second.unconfirmed_by), (&mut joined.flags, &second.flags)]
    {
        add(into, more);
    }
    if first.kind != second.kind {
        return joined;
    }
    for (into, more) in [
        (&mut joined.parties, &second.parties),
        (&mut joined.holder, &second.holder),
        (&mut joined.from, &second.from),
        (&mut joined.to, &second.to),
        (&mut joined.actors, &second.actors),
        (&mut joined.participants, &second.participants),
    ] {
        if let Some(more) = more {
            add(into.get_or_insert_default(), more);
        }
    }
    if let Some(targets) = &second.targets {
        add(joined.targets.get_or_insert_default(), targets);
    }
    joined.window = joined.window.or_else(|| second.window.clone());
    joined.when = joined.when.or_else(|| second.when.clone());
    joined.place = joined.place.or_else(|| second.place.clone());
    joined
}

fn add<T: PartialEq + Clone>(into: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !into.contains(one) {
            into.push(one.clone());
        }
    }
}

/// An entry over a span of the text, whose parties are those of an entry beside it.
///
/// # Errors
/// There is no such kind.
pub(super) fn found(page: &Page, kind: &str, span: Span, beside: Option<&Entry>, operation: i64) -> Result<Entry, String> {
    let bare: Entry = serde_json::from_value(json!({
        "id": id(page, kind, span, operation), "kind": "formulation", "span": span, "quote": page.cut(span), "voice": page.voice_at(span[0]),
        "areas": beside.map(|entry| entry.areas.clone()).unwrap_or_default(),
        "parties": beside.map(super::fields::those_of),
    }))
    .map_err(|error| error.to_string())?;
    let mut fields = super::fields::changes(&bare, "kind", kind)?;
    if fields.get("kind") == Some(&json!("formulation")) {
        fields.insert("term".to_owned(), json!(bare.quote));
    }
    let mut value = serde_json::to_value(&bare).map_err(|error| error.to_string())?;
    if let Some(object) = value.as_object_mut() {
        object.remove("parties");
        object.extend(fields);
    }
    serde_json::from_value(value).map_err(|error| error.to_string())
}
