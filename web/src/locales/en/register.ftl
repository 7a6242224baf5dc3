register-title = Register
register-search = Words in the quote
register-filters = Filters
register-clear = All entries
register-columns = Columns
register-views = Saved views
register-save-view = Save this view
register-view-name = Name of the view
register-no-views = Save a set of filters under a name, and come back to it.
register-forget = Forget { $name }
register-total = { $count ->
    [one] 1 entry
   *[other] { $shown } entries
}
register-total-least = more than { $shown } entries
register-empty = No entry is like that
register-empty-next = Take a filter out, or look for other words.
register-empty-all = Nothing has been added yet
register-selected = { $count } selected
register-select = Select
register-none = Select none
register-by-policy = Accept by rule…
register-policy-title = Accept by rule and confidence
register-policy-says = Accepts what is proposed and was found by these rules or of these kinds with at least this confidence; nothing damaged. It is one operation, which can be taken back.
register-policy-confidence = Confidence at least
register-policy-would = { $count ->
    [0] It would accept nothing.
    [one] It would accept 1 entry.
   *[other] It would accept { $count } entries.
}
register-policy-try = See what it would accept
register-policy-do = Accept them
register-any = any
register-sort-up = sorted, smallest first
register-sort-down = sorted, largest first
register-loading-more = Loading more…
register-changed = Only what a newer reading sees otherwise
register-since = From
register-until = To
key-next = Next
key-previous = Previous
key-select = Select
key-accept = Accept
key-reject = Reject
key-open = Open
