home-title = Overview
home-empty = Nothing has been added yet
home-empty-next = Add an official account of a meeting: a file, a pasted text or a web address. It is read on this machine.
home-accounts = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}
home-waiting = { $count ->
    [one] 1 entry waits for review
   *[other] { $count } entries wait for review
}
home-decided = { $count } decided
home-review = Begin the review
home-dossiers = Dossiers
home-dossiers-none = No dossier has been made yet. A dossier holds the accounts of one event or relationship.
home-suggested = Accounts that seem to be of one event
home-suggested-why = Same days, states and place. Lay them side by side, or keep them together as a dossier.
home-side-by-side = Side by side
home-open = Open
home-due = Due
home-due-overdue = Overdue
home-due-this-week = This week
home-due-this-month = This month
home-due-later = Later
home-due-no-date = Without a date
home-due-none = Nothing is waited for.
home-newest = Newest accounts
home-all = All accounts
home-untitled = Untitled account
