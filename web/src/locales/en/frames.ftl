frames-about = A frame looks at relations as a few limbs and counts for each what the accounts hold. Numbers say how many, and open what they count.
frames-indicators = { $count } indicators
frames-states = Accounts about both of
frames-formulation = The formulation in the accounts
frames-empty = No account here has an entry that counts. Choose other states or days.
frames-indicator = Indicator
frames-undated = { $count } without a day
frames-note = An entry counts once for each indicator that it fits, so numbers of different indicators are not to be added up.
