//! The keys, for the footer and the help.

/// A key and what it does.
pub(super) struct Key {
    pub(super) key: &'static str,
    /// For the footer; empty for keys that only the help names.
    pub(super) short: &'static str,
    pub(super) long: &'static str,
}

const fn key(key: &'static str, short: &'static str, long: &'static str) -> Key {
    Key { key, short, long }
}

/// Keys at an entry, the most used first.
pub(super) const KEYS: [Key; 20] = [
    key("a", "accept", "accept the entry as it stands and go on"),
    key("r", "reject", "reject it and go on"),
    key("e", "edit", "change a field"),
    key("u", "undo", "take back what was done last in this session"),
    key("j", "next", "next entry (also ↓, space)"),
    key("k", "previous", "entry before (also ↑)"),
    key("?", "help", "these keys"),
    key("q", "quit", "quit; what was done is kept (also Ctrl-C)"),
    key("s", "split", "make two entries of it"),
    key("m", "merge", "make one entry of it and the next of the account"),
    key("n", "new", "find a new entry in the text"),
    key("[ ]", "span", "move the end of the span by a character"),
    key("{ }", "", "move it by a word; in Chinese to the next mark"),
    key("Tab", "", "move the start instead, or the end again"),
    key("w", "why", "give the reason of the next decision"),
    key("A", "alike", "accept what the same rule found with at least this confidence"),
    key("t", "take", "take what a newer reading sees otherwise"),
    key("/", "find", "only entries with these words; empty: all again"),
    key("g", "go", "go to an entry by the beginning of its id"),
    key("Esc", "", "drop a moved span, a prompt, a message"),
];

/// Keys while a place or a span is chosen.
pub(super) const CHOOSING: [Key; 5] =
    [key("[ ]", "character", ""), key("{ }", "word", ""), key("Tab", "start/end", ""), key("Enter", "keep", ""), key("Esc", "drop", "")];

/// Keys while something is written.
pub(super) const WRITING: [Key; 3] = [key("Enter", "done", ""), key("Ctrl-U", "clear", ""), key("Esc", "drop", "")];

/// Keys in a list.
pub(super) const LISTING: [Key; 3] = [key("j k", "choose", ""), key("Enter", "change", ""), key("Esc", "back", "")];
