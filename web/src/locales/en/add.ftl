add-title = Add accounts
add-files = Files
add-drop = Drop documents here, or choose them: text, Markdown, web pages, PDF, Word. They are read on this machine and go nowhere else.
add-choose = Choose files
add-paste = Paste a text
add-text = The text
add-address = A web address
add-fetch = Fetch and read
add-read = Read it
add-told = What you know of it (the rest is found in the text)
add-date = Day of the account
add-side = Issued by (codes, with commas)
add-language = Language
add-kind = Kind of document
add-name = Where it is from
add-split = Take each article of a page as an account of its own
add-results = What came in
add-waiting = waits
add-working = is being read…
add-new = new
add-version = a new version
add-source = known, from another place
add-same = known already
add-entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
add-warnings = { $count ->
    [0] {""}
    [one] 1 place of doubt
   *[other] { $count } places of doubt
}
add-open = Open
add-review = Review
add-again = Try again
add-may-not = Adding takes the role of a coder.
add-detected = find it in the text
