reader-entries = Entries
reader-all-kinds = All kinds
reader-all-parties = All parties
reader-all-voices = All voices
reader-filter-kind = Kind
reader-filter-party = Party
reader-filter-voice = Said by
reader-none = No entry is like that.
reader-warnings = { $count ->
    [one] 1 place of doubt: text may be missing
   *[other] { $count } places of doubt: text may be missing
}
reader-source = From
reader-replaced = A newer version took the place of this account.
reader-removed = This account was taken out.
reader-newer = Open the newer version
reader-make = Make an entry of these words
reader-make-go = Make it
reader-made = Entry made
reader-copy = Copy a link to the words
reader-hint = Choose an entry in the text or in the list. j and k go through them.
reader-details = All about it
reader-own = issuer
reader-dossiers = In the dossiers
reader-review = Review this account
reader-take-out = Take out
reader-take-out-sure = Take this account out of the workspace? The log keeps it, and it can be taken back.
reader-taken-out = Taken out
reader-rest = the rest of the text is coming…
reader-reports = { $outer } reports { $inner }
key-clear = Choose nothing
key-entry = Open the entry
role-question = Question
role-answer = Answer
