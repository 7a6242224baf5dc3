reader-title = Account
reader-untitled = Untitled account
reader-entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
reader-source = From
reader-review = Review
reader-register = In the register
reader-replaced = A newer version of this account has replaced it
reader-damage = { $count ->
    [one] The text is doubtful in 1 place: it is marked there.
   *[other] The text is doubtful in { $count } places: they are marked there.
}
reader-panel = Entries of this account
reader-hint = Choose an entry in the text, or go through them with j and k. Select words to make a new one.
reader-list = Entries
reader-list-empty = No entry is like that.
reader-list-more = { $count } more
reader-show = Which entries are shown
reader-party = Party
reader-any-party = any party
reader-voice = Voice
reader-any-voice = any voice
reader-rejected-too = rejected ones too
reader-all = All entries
reader-unconfirmed = claimed for { $sides }, not yet said by its own account
reader-accept = Accept
reader-reject = Reject
reader-edit = Edit
reader-open = Open
reader-link = Copy a link to the words
reader-linked = Link copied
reader-accepted = Accepted
reader-rejected = Rejected
reader-by-person = A person made this entry.
reader-decided = Decided by { $author }, { $time }
reader-new = Make an entry of these words
reader-made = A new { $kind }
reader-key-next = Next entry
reader-key-previous = Previous entry
reader-key-accept = Accept the entry
reader-key-reject = Reject the entry
reader-key-edit = Edit the entry
reader-key-open = Open the entry
reader-key-none = Choose none
reader-take-out = Take out
reader-take-out-sure = Take this account out of the workspace? The log keeps it, and it can be taken back.
reader-taken-out = Taken out
reader-removed = This account was taken out.
reader-newer = Open the newer version
reader-list-before = { $count } before
