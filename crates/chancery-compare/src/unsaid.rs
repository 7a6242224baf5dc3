//! What went unsaid: what an issuer's accounts with a counterpart mostly had, and a new one has not.
//!
//! Absence tells something only where presence was the habit. A habit is what so many of the last accounts had that the lower
//! end of the 95 percent interval of its share (Wilson, 1927) is above one half: 4 of 4, 7 of 8, 9 of 10. Where there are fewer
//! than four earlier accounts with the same counterpart, nothing can be a habit and nothing is said.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::statistics::wilson;
use crate::wording::iso;

/// Earlier accounts without which nothing is said.
pub const LEAST_HISTORY: usize = 4;
/// What the share of a habit is above.
const HABIT: f64 = 0.5;

/// What kind of matter an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A set phrase, by concept where the lexicon knows it.
    Formulation,
    /// An area that entries are about.
    Area,
    /// A commitment, by who is bound and in which area.
    Commitment,
}

impl Class {
    /// Its word in lists.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Formulation => "formulation",
            Self::Area => "area",
            Self::Commitment => "commitment",
        }
    }
}

/// A matter of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What kind.
    pub class: Class,
    /// What it is told by: the same in every language.
    pub key: String,
    /// What it is called in lists.
    pub name: String,
    /// The words.
    pub quote: String,
}

/// An account as the habits of its issuer show in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it is called in lists.
    pub name: String,
    /// Hash of its text.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// Who issued it, sorted.
    pub issuers: Vec<String>,
    /// With whom, sorted.
    pub counterparts: Vec<String>,
    /// What it has, in text order.
    pub said: Vec<Said>,
}

/// What a new account has not, held against earlier ones with one counterpart.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Unsaid {
    /// With whom.
    pub counterpart: String,
    /// The earlier accounts, the latest first.
    pub against: Vec<Earlier>,
    /// Whether they are enough for anything to be a habit.
    pub enough: bool,
    /// Habits that the new account keeps, the firmest first.
    pub kept: Vec<Habit>,
    /// Habits that it does not, the firmest first.
    pub missing: Vec<Habit>,
}

/// An earlier account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Earlier {
    /// What it is called in lists.
    pub account: String,
    /// Its day.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
}

/// What most of the earlier accounts have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Habit {
    /// What kind of matter.
    pub class: Class,
    /// Which.
    pub name: String,
    /// Earlier accounts that have it.
    pub with: usize,
    /// Earlier accounts.
    pub of: usize,
    /// The 95 percent interval of that share.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// The last account that has it.
    pub last: Earlier,
    /// The words there.
    pub quote: String,
}

/// What `new` does not say of what the last `most` earlier accounts of the same issuers with a counterpart said.
#[must_use]
pub fn unsaid(new: &Account, accounts: &[Account], counterpart: &str, most: usize) -> Unsaid {
    let with = |account: &&Account| account.counterparts.iter().any(|state| state == counterpart);
    let is_earlier = |account: &&Account| account.date.is_some() && account.date < new.date && account.id != new.id;
    let mut earlier: Vec<&Account> =
        accounts.iter().filter(is_earlier).filter(|account| account.issuers == new.issuers).filter(with).collect();
    earlier.sort_by(|a, b| (b.date, &a.id).cmp(&(a.date, &b.id)));
    earlier.dedup_by(|one, other| one.id == other.id);
    earlier.truncate(most);
    let enough = earlier.len() >= LEAST_HISTORY;
    let mut habits = if enough { habits(&earlier) } else { Vec::new() };
    let said: BTreeSet<(Class, &str)> = new.said.iter().map(|said| (said.class, said.key.as_str())).collect();
    habits.sort_by(|(key, a), (other, b)| b.low.total_cmp(&a.low).then_with(|| (key.0, &a.name).cmp(&(other.0, &b.name))));
    let (kept, missing): (Vec<_>, Vec<_>) = habits.into_iter().partition(|(key, _)| said.contains(key));
    let habits = |list: Vec<(_, Habit)>| list.into_iter().map(|(_, habit)| habit).collect();
    Unsaid {
        counterpart: counterpart.to_owned(),
        against: earlier.iter().map(|account| of(account)).collect(),
        enough,
        kept: habits(kept),
        missing: habits(missing),
    }
}

fn of(account: &Account) -> Earlier {
    Earlier { account: account.name.clone(), date: account.date }
}

/// What most of the accounts have, by kind and key, as it would be listed if it were missing. The latest account comes first.
fn habits<'a>(earlier: &[&'a Account]) -> Vec<((Class, &'a str), Habit)> {
    let mut found: BTreeMap<(Class, &str), (usize, &Account, &Said)> = BTreeMap::new();
    for account in earlier {
        let mut of_account: BTreeMap<(Class, &str), &Said> = BTreeMap::new();
        for said in &account.said {
            of_account.entry((said.class, &said.key)).or_insert(said);
        }
        for (key, said) in of_account {
            found.entry(key).or_insert((0, account, said)).0 += 1;
        }
    }
    let habit = |(key, (with, account, said)): (_, (usize, &Account, &Said))| {
        let (low, high) = wilson(with, earlier.len());
        let habit = Habit {
            class: said.class,
            name: said.name.clone(),
            with,
            of: earlier.len(),
            low,
            high,
            last: of(account),
            quote: said.quote.clone(),
        };
        (low > HABIT).then_some((key, habit))
    };
    found.into_iter().filter_map(habit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn account(day: i8, counterpart: &str, said: &[&str]) -> Account {
        let said =
            said.iter().map(|&key| Said { class: Class::Formulation, key: key.to_owned(), name: key.to_owned(), quote: key.to_owned() });
        Account {
            name: format!("{counterpart}-{day}"),
            id: format!("{counterpart}-{day}"),
            date: Some(Date::new(2026, 1, day).expect("a day")),
            issuers: vec!["ALV".to_owned()],
            counterparts: vec![counterpart.to_owned()],
            said: said.collect(),
        }
    }

    #[test]
    fn only_a_habit_with_this_counterpart_is_missed() {
        let mut accounts: Vec<Account> =
            (1..=9).map(|day| account(day, "BER", &["peace", if day % 2 == 0 { "trade" } else { "fish" }])).collect();
        accounts.extend((1..=9).map(|day| account(day, "CES", &["sea"])));
        accounts.push(account(10, "BER", &["trade"]));
        let new = account(20, "BER", &["fish", "new"]);
        let found = unsaid(&new, &accounts, "BER", 10);
        let missing: Vec<(&str, usize, usize)> = found.missing.iter().map(|one| (one.name.as_str(), one.with, one.of)).collect();
        assert_eq!(missing, [("peace", 9, 10)], "trade and fish were no habits, and the sea was not with this counterpart");
        assert_eq!(found.missing[0].last.account, "BER-9");
        assert!(unsaid(&new, &accounts, "BER", 3).missing.is_empty() && !unsaid(&new, &accounts, "BER", 3).enough);
        assert!(!unsaid(&account(4, "BER", &[]), &accounts, "BER", 10).enough, "what comes later is no history");
    }

    proptest! {
        #[test]
        fn what_is_missing_is_a_habit_and_not_said(days in prop::collection::vec(prop::collection::vec("[a-d]", 0..4), 0..12), new in prop::collection::vec("[a-d]", 0..4)) {
            fn words(list: &[String]) -> Vec<&str> { list.iter().map(String::as_str).collect() }
            let mut accounts: Vec<Account> = (1..).zip(&days).map(|(day, said)| account(day, "BER", &words(said))).collect();
            let new = account(28, "BER", &words(&new));
            let found = unsaid(&new, &accounts, "BER", 10);
            for one in &found.missing {
                prop_assert!(2 * one.with > one.of && one.of >= LEAST_HISTORY && new.said.iter().all(|said| said.name != one.name));
            }
            accounts.reverse();
            prop_assert_eq!(found, unsaid(&new, &accounts, "BER", 10), "the order of files does not matter");
        }
    }
}
